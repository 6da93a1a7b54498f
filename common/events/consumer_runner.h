#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/events/config.h"
#include "common/events/consumer.h"

namespace tancua::events {

// Applies the events of one subscription to one database: each event once, in any order.
class ConsumerRunner {
 public:
  // `instance` tells the replicas of one service apart (a host or pod name). After a restart
  // under the same name what was in hand is taken up at once, else after `takeover_after`.
  ConsumerRunner(Subscription subscription, std::string instance, const Context& context);
  ~ConsumerRunner();

  // Runs cycles on threads of its own until Stop.
  void Start();
  // Ends after the batches in hand.
  void Stop();

  // One cycle of every thread, on the caller's; returns how many events were settled: applied,
  // ignored, put off or given up. Tests call it instead of Start.
  [[nodiscard]] absl::StatusOr<int> RunOnce();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tancua::events
