#pragma once

#include "absl/time/time.h"

namespace tancua::limits {

// How fast somebody may call. The default limits nothing.
struct Rate {
  double per_second = 0;
  int burst = 0;

  [[nodiscard]] bool limits() const { return per_second > 0 && burst > 0; }
};

// Holds at most `burst` tokens and gains `per_second`; a call takes one.
class TokenBucket {
 public:
  // Zero when a token was taken, else how long to wait for one. `rate` must limit.
  [[nodiscard]] absl::Duration Take(const Rate& rate, absl::Time now);

 private:
  double tokens_ = -1;  // negative: never used, full
  absl::Time at_;
};

}  // namespace tancua::limits
