#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "tests/load/load.h"

namespace tancua::load {

// The npm programs under tests/load/peers, installed beside the binaries.
class Peers {
 public:
  // Installs them, or finds them installed.
  [[nodiscard]] static absl::StatusOr<Peers> Install();

  // Fastify with pg files the applications of `input` (see filing.lua) for `each`. `database`:
  // libpq keywords.
  [[nodiscard]] absl::StatusOr<Load> FastifyPg(const std::string& database, absl::Duration each,
                                               const std::string& input) const;
  struct BullMqLoads {
    Load queued_and_worked_off;  // as the pipeline does with events
    Load worked_off;             // of a queue that is full from the start
  };
  // BullMQ with `jobs` that do nothing. `redis`: the path of the socket.
  [[nodiscard]] absl::StatusOr<BullMqLoads> BullMq(const std::string& redis, int jobs) const;

 private:
  explicit Peers(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

}  // namespace tancua::load
