#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "tests/load/peers.h"

namespace tancua::load {

// Filings by gRPC and as JSON, on SQLite and PostgreSQL, `each` as long, beside an empty gRPC call,
// the same rows written raw, and Fastify with pg. Prints as it goes.
[[nodiscard]] absl::Status BenchFiling(absl::Duration each, const Peers& peers);

}  // namespace tancua::load
