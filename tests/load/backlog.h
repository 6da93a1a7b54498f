#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "tests/load/peers.h"

namespace tancua::load {

// How fast notification (with a provider that does nothing) and statistics work off the events of
// the filings of `filing`, from Redis to their databases, beside BullMQ and an XADD. Prints as it
// goes.
[[nodiscard]] absl::Status BenchBacklog(absl::Duration filing, const Peers& peers);

}  // namespace tancua::load
