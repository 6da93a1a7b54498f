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
  // BullMQ works off `jobs` that do nothing. `redis`: the path of the socket.
  [[nodiscard]] absl::StatusOr<Load> BullMq(const std::string& redis, int jobs) const;

 private:
  explicit Peers(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

}  // namespace tancua::load
