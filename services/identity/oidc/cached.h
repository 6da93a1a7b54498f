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

// A document of the provider, fetched when it is first wanted, again when it is old, and when
// what is held was found wanting. One caller fetches, the others wait for its answer. An old
// document is better than none: it stays in use while the provider does not answer. Thread-safe.
template <class T>
class Cached {
 public:
  using Value = std::shared_ptr<const T>;
  // Fetches before `deadline`.
  using Fetch = std::function<absl::StatusOr<T>(absl::Time deadline)>;

  static constexpr absl::Duration kMaxAge = absl::Hours(1);
  // Between two fetches because something was missing, and after one that failed: tokens with
  // invented key ids, or a provider that is down, must not become a flood of fetches.
  static constexpr absl::Duration kPause = absl::Seconds(30);

  Cached(const Clock& clock, Fetch fetch) : clock_(clock), fetch_(std::move(fetch)) {}

  [[nodiscard]] absl::StatusOr<Value> Get(absl::Time deadline) {
    if (Value value = Usable()) return value;
    absl::MutexLock fetching(&fetch_mutex_);
    if (Value value = Usable()) return value;  // fetched while we waited
    return FetchNow(deadline);
  }

  // A document other than `lacking`, which lacks something; `lacking` itself when it was fetched
  // again less than kPause ago, or the provider does not answer.
  [[nodiscard]] absl::StatusOr<Value> GetOtherThan(const Value& lacking, absl::Time deadline) {
    absl::MutexLock fetching(&fetch_mutex_);
    {
      absl::MutexLock lock(&mutex_);
      const absl::Time now = clock_.Now();
      if (value_ != nullptr && (value_ != lacking || now - renewed_at_ < kPause)) return value_;
      renewed_at_ = now;
    }
    return FetchNow(deadline);
  }

 private:
  absl::StatusOr<Value> FetchNow(absl::Time deadline) ABSL_EXCLUSIVE_LOCKS_REQUIRED(fetch_mutex_) {
    absl::StatusOr<T> fetched = fetch_(deadline);
    absl::MutexLock lock(&mutex_);
    const absl::Time now = clock_.Now();
    if (!fetched.ok()) {
      if (value_ == nullptr) return fetched.status();
      use_until_ = now + kPause;
      return value_;
    }
    value_ = std::make_shared<const T>(*std::move(fetched));
    use_until_ = now + kMaxAge;
    return value_;
  }

  Value Usable() {
    absl::MutexLock lock(&mutex_);
    return value_ != nullptr && clock_.Now() < use_until_ ? value_ : nullptr;
  }

  const Clock& clock_;
  const Fetch fetch_;
  absl::Mutex fetch_mutex_ ABSL_ACQUIRED_BEFORE(mutex_);
  absl::Mutex mutex_;
  Value value_ ABSL_GUARDED_BY(mutex_);
  absl::Time use_until_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Time renewed_at_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace tancua::identity::oidc
