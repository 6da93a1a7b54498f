#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace tancua::runtime {

// Work that repeats. `run_once` does one bounded batch and returns how many things it
// did; while it returns more than 0 it is called again at once, else after `interval`
// (with jitter); after an error with exponential back-off up to a minute. It logs only
// when it did something or failed. A stop waits for the batch in hand, so keep it short.
struct Worker {
  std::string name;  // "notification.send"
  absl::Duration interval = absl::Seconds(1);
  std::function<absl::StatusOr<int>()> run_once;
};

}  // namespace tancua::runtime
