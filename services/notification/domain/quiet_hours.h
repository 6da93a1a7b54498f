#pragma once

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace tancua::notification::domain {

// The hours of the night in which only urgent messages go out.
class QuietHours {
 public:
  // Never quiet.
  QuietHours() = default;
  // "21:30-06:30", local time; may cross midnight. "off" or "" is never quiet.
  [[nodiscard]] static absl::StatusOr<QuietHours> Parse(std::string_view text);

  // `time` itself, or the end of the quiet hours it lies in. The start is quiet, the end is not.
  [[nodiscard]] absl::Time NextAllowed(absl::Time time) const;

 private:
  struct Span {
    int from_minute;
    int to_minute;
  };
  std::optional<Span> span_;
};

// The next time that it is `hour` o'clock in Vietnam.
[[nodiscard]] absl::Time NextLocalHour(absl::Time now, int hour);

}  // namespace tancua::notification::domain
