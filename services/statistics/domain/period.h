#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace tancua::statistics::domain {

// Local days, both included.
struct Period {
  absl::CivilDay from;
  absl::CivilDay to;
};

inline constexpr int kLongestPeriodDays = 1096;  // three years

// PERIOD_INVALID, naming the field, unless both are days in order and not too far apart.
[[nodiscard]] absl::StatusOr<Period> ParsePeriod(std::string_view from, std::string_view to);

}  // namespace tancua::statistics::domain
