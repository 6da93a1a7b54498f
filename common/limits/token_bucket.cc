#include "common/limits/token_bucket.h"

#include <algorithm>

namespace tancua::limits {

absl::Duration TokenBucket::Take(const Rate& rate, absl::Time now) {
  const double full = rate.burst;
  if (tokens_ < 0) {
    tokens_ = full;
    at_ = now;
  }
  const double gained =
      std::max(0.0, absl::ToDoubleSeconds(now - at_)) * rate.per_second;  // a clock may step back
  tokens_ = std::min(full, tokens_ + gained);
  at_ = now;
  if (tokens_ < 1) return absl::Seconds((1 - tokens_) / rate.per_second);
  tokens_ -= 1;
  return absl::ZeroDuration();
}

}  // namespace tancua::limits
