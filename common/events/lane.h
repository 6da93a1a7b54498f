#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/events/config.h"
#include "common/events/consumer.h"
#include "common/events/consumer_metrics.h"
#include "common/events/every.h"
#include "common/events/group_reader.h"
#include "common/events/inbox.h"
#include "common/events/names.h"
#include "common/events/retries.h"
#include "common/redis/client.h"

namespace tancua::events {

// Some of a consumer's streams, read over one connection by one thread, in order.
class Lane {
 public:
  struct Options {
    std::string consumer;  // unique among those that live
    std::vector<StreamName> streams;
    bool prunes = false;  // one lane looks after what the group shares
  };
  Lane(const Subscription& subscription, Options options, const Context& context,
       ConsumerMetrics& metrics);

  // One cycle; returns how many events were settled.
  [[nodiscard]] absl::StatusOr<int> RunOnce();

 private:
  absl::StatusOr<int> Work();
  absl::StatusOr<int> Handle(std::vector<Delivery> deliveries);
  absl::Status HandleChunk(std::vector<Delivery>& deliveries);
  absl::Status Measure();
  absl::Status LookAfter();

  const Subscription& subscription_;
  const Options options_;
  const Config config_;
  const Clock& clock_;
  ConsumerMetrics& metrics_;
  redis::Client redis_;
  GroupReader reader_;
  Retries retries_;
  Inbox inbox_;
  // After a start or a failure: what was read before comes before what is new.
  bool recovering_ = true;
  Every takeover_;
  Every retry_{absl::Milliseconds(200)};
  Every measure_{absl::Seconds(5)};
  Every prune_{absl::Minutes(10)};
};

}  // namespace tancua::events
