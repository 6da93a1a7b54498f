#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/events/relay_store.h"
#include "common/redis/client.h"

namespace tancua::events {

// Writes the events of one service into its streams, and keeps in Redis, beside them, the number
// of the last batch. Redis keeps its writes in order: when it has the marker of a batch, it has
// the batches before it, and when it lost events, it lost the marker or has an older one.
class Publisher {
 public:
  Publisher(const redis::Config& config, std::string service, int shards);

  enum class Outcome { kPublished, kDataLost };
  // Adds `rows`, then moves the marker from `confirmed` or later to `batch`. kDataLost when Redis
  // knows less than `confirmed`: the marker stays, so that the loss is seen until SetMarker.
  [[nodiscard]] absl::StatusOr<Outcome> Publish(const std::vector<RelayStore::Row>& rows,
                                                std::int64_t confirmed, std::int64_t batch);
  // kDataLost when Redis knows less than `confirmed`.
  [[nodiscard]] absl::StatusOr<Outcome> Check(std::int64_t confirmed);
  [[nodiscard]] absl::Status SetMarker(std::int64_t batch);

  [[nodiscard]] const std::vector<std::string>& streams() const { return streams_; }
  [[nodiscard]] redis::Client& redis() { return redis_; }

 private:
  redis::Client redis_;
  const std::string marker_;
  std::vector<std::string> streams_;  // key of each shard
};

}  // namespace tancua::events
