#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/events/delivery.h"
#include "common/redis/client.h"

namespace tancua::events {

// Reads streams as one consumer of a group. Groups that do not exist, at first or because Redis
// was emptied, are created from the beginning of the stream.
class GroupReader {
 public:
  struct Options {
    std::vector<std::string> keys;  // the streams
    std::string group;
    std::string consumer;
    int batch = 512;  // most entries of each stream
  };
  GroupReader(redis::Client& redis, Options options);

  // What nobody has read yet; waits up to `block` (0: not at all) when there is nothing.
  [[nodiscard]] absl::StatusOr<std::vector<Delivery>> ReadNew(absl::Duration block);
  // What this consumer has read and never acknowledged.
  [[nodiscard]] absl::StatusOr<std::vector<Delivery>> ReadOwn();
  // What others have held for longer than `idle`.
  [[nodiscard]] absl::StatusOr<std::vector<Delivery>> TakeOver(absl::Duration idle);
  [[nodiscard]] absl::Status Acknowledge(const std::vector<Delivery>& deliveries);

 private:
  absl::StatusOr<std::vector<Delivery>> Read(const char* from, absl::Duration block);
  absl::Status CreateGroups();

  redis::Client& redis_;
  const Options options_;
};

}  // namespace tancua::events
