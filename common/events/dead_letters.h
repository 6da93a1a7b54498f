#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/clock/clock.h"
#include "common/redis/client.h"
#include "common/status/error.h"
#include "tancua/events/v1/dead_letter_service.pb.h"

namespace tancua::events {

inline constexpr status::Kind kDeadLetterNotFound{
    "DEAD_LETTER_NOT_FOUND", absl::StatusCode::kNotFound, "Không tìm thấy sự kiện lỗi này.",
    "The dead letter is gone: it was tried anew, or it belongs to another ward."};
inline constexpr const status::Kind* kErrors[] = {&kDeadLetterNotFound};

// The events that one consuming service has given up. Thread-safe.
class DeadLetters {
 public:
  // `group` is the Subscription's.
  DeadLetters(const redis::Config& redis, std::string group, const Clock& clock);

  struct Page {
    std::vector<v1::DeadLetter> letters;
    std::string next_page_token;  // empty on the last page
  };
  // Letters of `ward` (five digits), oldest first. PAGE_TOKEN_INVALID for a token not made here.
  [[nodiscard]] absl::StatusOr<Page> List(std::string_view ward, int page_size,
                                          std::string_view page_token);
  // Has the letter `name` ("deadLetters/{id}") of `ward` tried anew, counting from zero.
  [[nodiscard]] absl::Status Redrive(std::string_view ward, std::string_view name);

 private:
  std::string Key() const;

  const std::string group_;
  const Clock& clock_;
  absl::Mutex mutex_;
  redis::Client redis_;  // one call at a time, under mutex_
};

}  // namespace tancua::events
