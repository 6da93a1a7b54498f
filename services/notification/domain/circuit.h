#pragma once

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace tancua::notification::domain {

// Spares a provider that is down, and the messages that would be wasted on it. Thread-safe.
class Circuit {
 public:
  struct Rules {
    int failures = 10;  // in a row
    absl::Duration pause = absl::Seconds(30);
    absl::Duration longest_pause = absl::Minutes(5);
  };
  enum class State { kClosed, kHalfOpen, kOpen };

  explicit Circuit(Rules rules) : rules_(rules), pause_(rules.pause) {}

  // How many of `wanted` messages may be tried now: all while closed, none while open, and one
  // as a probe whenever a pause is over.
  [[nodiscard]] int Admit(int wanted, absl::Time now);
  // The provider answered like one that works, whatever it said about the message.
  void Succeeded();
  // No answer, or one that tells of trouble. Failed probes double the pause.
  void Failed(absl::Time now);
  // The provider refuses us altogether: opens at once, with the longest pause.
  void Stop(absl::Time now);

  [[nodiscard]] State state() const;

 private:
  void Open(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Rules rules_;
  mutable absl::Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_) = State::kClosed;
  int failures_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Duration pause_ ABSL_GUARDED_BY(mutex_);
  absl::Time next_probe_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tancua::notification::domain
