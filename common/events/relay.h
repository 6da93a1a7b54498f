#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/events/config.h"
#include "common/events/outbox.h"

namespace tancua::events {

// Moves the outbox of one service into Redis streams, each event at least once.
// Several replicas may run a relay on the same database: one works, the others
// wait for its lease to end. When Redis has lost data, everything that the outbox
// still keeps is published again.
class Relay {
 public:
  // `service` names the streams; `outbox` wakes the relay and outlives it.
  Relay(std::string service, Outbox& outbox, const Context& context);
  ~Relay();

  // Runs cycles on a thread of its own until Stop.
  void Start();
  // Ends the thread, publishes what is left until `deadline`, gives the lease up.
  void Stop(absl::Time deadline);

  // One cycle; returns how many events were published. What Start repeats, and what tests call.
  [[nodiscard]] absl::StatusOr<int> RunOnce();
  // Publishes until nothing is left. DEADLINE_EXCEEDED when something is left at `deadline`,
  // UNAVAILABLE when Redis or the database is away; the outbox keeps the rest.
  [[nodiscard]] absl::Status Flush(absl::Time deadline);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tancua::events
