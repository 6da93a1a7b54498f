#pragma once

#include "absl/time/time.h"

namespace tancua::events {

// Says when something that repeats is due: at once, then each `interval`.
class Every {
 public:
  explicit Every(absl::Duration interval) : interval_(interval) {}

  // True, and counts anew, when it is due.
  [[nodiscard]] bool Due(absl::Time now) {
    if (now < next_) return false;
    next_ = now + interval_;
    return true;
  }
  void Reset() { next_ = absl::InfinitePast(); }

 private:
  absl::Duration interval_;
  absl::Time next_ = absl::InfinitePast();
};

}  // namespace tancua::events
