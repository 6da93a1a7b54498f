#pragma once

#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/http/server.h"
#include "nlohmann/json.hpp"

namespace tancua::simulator {

// How the next messages are answered wrongly.
struct Fault {
  int code = 0;           // the party's own error code; 0: none
  int http_status = 0;    // answered instead of a body; 0: none
  int retry_after_s = 0;  // with http_status
  int delay_ms = 0;       // before the answer
  bool deliver = false;   // the message goes out all the same: only the answer is lost
};

// The switch behind POST /control/<party>. Thread-safe.
//   {"code": -100, "times": 3}
//   {"httpStatus": 503, "retryAfterS": 7, "times": 2, "deliver": true}
//   {"delayMs": 3000, "times": 5}        {"times": 0} ends it
class Faults {
 public:
  [[nodiscard]] absl::Status Set(const nlohmann::json& wish);
  // The fault of this message, which counts as one time. Waits its delay.
  [[nodiscard]] Fault Next();
  [[nodiscard]] nlohmann::json State() const;

 private:
  mutable absl::Mutex mutex_;
  Fault fault_ ABSL_GUARDED_BY(mutex_);
  int times_ ABSL_GUARDED_BY(mutex_) = 0;
};

// The answer that `fault` gives instead of a body; nullopt when it gives none.
[[nodiscard]] std::optional<http::Response> InsteadOfBody(const Fault& fault);

// POST /control/<party>: sets the switch and answers with its state.
[[nodiscard]] http::Response Control(http::Request& request, Faults& faults);

}  // namespace tancua::simulator
