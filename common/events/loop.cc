#include "common/events/loop.h"

#include <pthread.h>

#include <algorithm>
#include <utility>

#include "absl/time/time.h"
#include "common/log/log.h"

namespace tancua::events {
namespace {

constexpr absl::Duration kShortestPause = absl::Milliseconds(50);
constexpr absl::Duration kLongestPause = absl::Seconds(5);

}  // namespace

Loop::Loop(std::string name, std::function<absl::Status()> cycle)
    : name_(std::move(name)), cycle_(std::move(cycle)), thread_([this] { Run(); }) {}

Loop::~Loop() { Stop(); }

void Loop::Stop() {
  if (!stop_.HasBeenNotified()) stop_.Notify();
  if (thread_.joinable()) thread_.join();
}

void Loop::Run() {
  pthread_setname_np(pthread_self(), name_.substr(0, 15).c_str());  // the kernel keeps no more
  absl::Duration pause = kShortestPause;
  bool failing = false;
  while (!stop_.HasBeenNotified()) {
    const absl::Status status = cycle_();
    if (failing == status.ok()) {
      failing = !status.ok();
      if (failing) {
        log::Warning("events.loop_failing", {{"loop", name_}, {"error", status.ToString()}});
      } else {
        log::Info("events.loop_recovered", {{"loop", name_}});
      }
    }
    if (status.ok()) {
      pause = kShortestPause;
    } else {
      stop_.WaitForNotificationWithTimeout(pause);
      pause = std::min(pause * 2, kLongestPause);
    }
  }
}

}  // namespace tancua::events
