#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"

namespace tancua::identity::oidc {

// A document of the provider, fetched when it is first wanted and again when it is old. One
// caller fetches, the others wait for its answer. An old document is better than none: it
// stays in use while the provider does not answer. Thread-safe.
template <class T>
class Cached {
 public:
  using Value = std::shared_ptr<const T>;
  // Fetches before `deadline`.
  using Fetch = std::function<absl::StatusOr<T>(absl::Time deadline)>;

  static constexpr absl::Duration kMaxAge = absl::Hours(1);
  // However often somebody asks, the provider is not asked more often than this.
  static constexpr absl::Duration kMinAge = absl::Seconds(30);

  Cached(const Clock& clock, Fetch fetch) : clock_(clock), fetch_(std::move(fetch)) {}

  [[nodiscard]] absl::StatusOr<Value> Get(absl::Time deadline) {
    return GetYounger(kMaxAge, deadline);
  }
  // A fresh document because the one in use lacks something, within kMinAge.
  [[nodiscard]] absl::StatusOr<Value> GetFresh(absl::Time deadline) {
    return GetYounger(kMinAge, deadline);
  }

 private:
  absl::StatusOr<Value> GetYounger(absl::Duration age, absl::Time deadline) {
    if (Value value = Held(age)) return value;
    absl::MutexLock fetching(&fetch_mutex_);
    if (Value value = Held(age)) return value;  // fetched while we waited
    absl::StatusOr<T> fetched = fetch_(deadline);
    absl::MutexLock lock(&mutex_);
    if (!fetched.ok()) {
      if (value_ != nullptr) return value_;
      return fetched.status();
    }
    value_ = std::make_shared<const T>(*std::move(fetched));
    fetched_at_ = clock_.Now();
    return value_;
  }

  Value Held(absl::Duration age) {
    absl::MutexLock lock(&mutex_);
    return value_ != nullptr && clock_.Now() - fetched_at_ < age ? value_ : nullptr;
  }

  const Clock& clock_;
  const Fetch fetch_;
  absl::Mutex fetch_mutex_ ABSL_ACQUIRED_BEFORE(mutex_);
  absl::Mutex mutex_;
  Value value_ ABSL_GUARDED_BY(mutex_);
  absl::Time fetched_at_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace tancua::identity::oidc
