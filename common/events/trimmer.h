#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/redis/client.h"

namespace tancua::events {

// Removes from each stream what every consumer group has acknowledged and what is older than
// `keep`. A stream without groups is left alone: its consumers may be on their way. Returns how
// many entries were removed.
[[nodiscard]] absl::StatusOr<std::int64_t> TrimStreams(redis::Client& client,
                                                       const std::vector<std::string>& keys,
                                                       absl::Duration keep);

}  // namespace tancua::events
