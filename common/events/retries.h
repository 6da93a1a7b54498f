#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/events/config.h"
#include "common/events/delivery.h"
#include "common/events/names.h"
#include "common/redis/client.h"
#include "tancua/events/v1/envelope.pb.h"

namespace tancua::events {

// How long to wait after `attempts` failed tries: doubling, with a jitter that spreads the events
// which failed together.
[[nodiscard]] absl::Duration RetryDelay(const Config& config, std::string_view event_id,
                                        int attempts);

// The commands that put `event` into the retries of `group`, due at `due`. `again`: it comes from
// there, and replaces what is known of it.
[[nodiscard]] std::vector<redis::Command> PutOffCommands(const StreamName& stream,
                                                         const std::string& group,
                                                         const v1::FailedEvent& event,
                                                         absl::Time due, bool again);

// The events of one group that wait for their next try, and the grave of those without one.
class Retries {
 public:
  Retries(redis::Client& redis, std::string group, std::vector<StreamName> streams,
          const Config& config);

  // Events whose time has come. They are this consumer's for `takeover_after`; if it dies, they
  // come due again.
  [[nodiscard]] absl::StatusOr<std::vector<Delivery>> Claim(absl::Time now);
  // Keeps the failed ones of `deliveries` for another try or as dead letters, and forgets what
  // came from here and is done.
  [[nodiscard]] absl::Status Settle(std::vector<Delivery>& deliveries, absl::Time now);

 private:
  bool IsDead(const Delivery& delivery) const;
  v1::FailedEvent Describe(const Delivery& delivery, absl::Time now) const;
  void Bury(const Delivery& delivery, absl::Time now, std::vector<redis::Command>& keep) const;
  absl::Status RunAll(const std::vector<redis::Command>& commands);

  redis::Client& redis_;
  const std::string group_;
  const std::vector<StreamName> streams_;
  const Config config_;
};

}  // namespace tancua::events
