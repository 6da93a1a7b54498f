#include "services/notification/domain/circuit.h"

#include <algorithm>

namespace tancua::notification::domain {

int Circuit::Admit(int wanted, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  if (state_ == State::kClosed) return wanted;
  if (now < next_probe_) return 0;
  state_ = State::kHalfOpen;
  // A probe that never reports back does not block the next one.
  next_probe_ = now + pause_;
  return std::min(wanted, 1);
}

void Circuit::Succeeded() {
  absl::MutexLock lock(&mutex_);
  state_ = State::kClosed;
  failures_ = 0;
  pause_ = rules_.pause;
}

void Circuit::Failed(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  if (state_ == State::kHalfOpen) {
    pause_ = std::min(pause_ * 2, rules_.longest_pause);
    Open(now);
  } else if (state_ == State::kClosed && ++failures_ >= rules_.failures) {
    Open(now);
  }
}

void Circuit::Stop(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  pause_ = rules_.longest_pause;
  Open(now);
}

void Circuit::Open(absl::Time now) {
  state_ = State::kOpen;
  next_probe_ = now + pause_;
}

Circuit::State Circuit::state() const {
  absl::MutexLock lock(&mutex_);
  return state_;
}

}  // namespace tancua::notification::domain
