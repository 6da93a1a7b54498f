#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/limits/token_bucket.h"
#include "common/redis/client.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/registry.h"

namespace tancua::limits {

// One token bucket per client, in Redis, so that all services and replicas count together. A fast
// client's tokens are fetched a few at a time, for a twentieth of a second: Redis is not asked at
// every call. While Redis does not answer each process counts for itself: the limit is then per
// process, but no call fails or waits for it. Thread-safe.
class ClientLimits {
 public:
  ClientLimits(redis::Config config, const Clock& clock, prometheus::Registry& metrics);
  ~ClientLimits();

  // Zero when `client` may make one more call, else how long it should wait. `rate` must limit.
  [[nodiscard]] absl::Duration Take(const std::string& client, const Rate& rate);

 private:
  // Tokens that this process has fetched and not used.
  struct Lease {
    int left = 0;
    absl::Time until;
  };

  [[nodiscard]] bool TakeLeased(const std::string& client);
  [[nodiscard]] absl::StatusOr<absl::Duration> TakeShared(const std::string& client,
                                                          const Rate& rate);
  [[nodiscard]] absl::Duration TakeLocal(const std::string& client, const Rate& rate);
  [[nodiscard]] std::unique_ptr<redis::Client> Borrow();
  void GiveBack(std::unique_ptr<redis::Client> connection);

  const redis::Config config_;
  const Clock& clock_;
  prometheus::Family<prometheus::Counter>& limited_;
  prometheus::Counter& counted_alone_;
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<redis::Client>> idle_ ABSL_GUARDED_BY(mutex_);
  absl::Time try_shared_after_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  std::unordered_map<std::string, Lease> leases_ ABSL_GUARDED_BY(mutex_);
  std::unordered_map<std::string, TokenBucket> local_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tancua::limits
