#pragma once

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace tancua::testing {

// Alternately looks and waits until `condition` holds: for what another process does in its own
// time and tells nobody. False when it did not in time.
template <class F>
[[nodiscard]] bool Await(absl::Duration timeout, F condition) {
  const absl::Time deadline = absl::Now() + timeout;
  while (!condition()) {
    if (absl::Now() > deadline) return false;
    absl::SleepFor(absl::Milliseconds(50));
  }
  return true;
}

}  // namespace tancua::testing
