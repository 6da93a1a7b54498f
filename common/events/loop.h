#pragma once

#include <functional>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"

namespace tancua::events {

// Repeats a cycle on a thread of its own. A cycle that fails is repeated after a pause that
// grows to five seconds; the first failure and the recovery are logged, nothing between.
class Loop {
 public:
  Loop(std::string name, std::function<absl::Status()> cycle);
  ~Loop();  // as Stop

  // Ends after the cycle under way.
  void Stop();

 private:
  void Run();

  const std::string name_;
  const std::function<absl::Status()> cycle_;
  absl::Notification stop_;
  std::thread thread_;  // last: it uses the rest
};

}  // namespace tancua::events
