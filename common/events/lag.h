#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/events/names.h"
#include "common/redis/client.h"

namespace tancua::events {

struct StreamLag {
  absl::Duration age;        // of the oldest entry that the group has not acknowledged
  std::int64_t retries = 0;  // events that wait for another try
};

// How far `group` is behind in each of `streams`.
[[nodiscard]] absl::StatusOr<std::vector<StreamLag>> ReadLags(
    redis::Client& client, const std::vector<StreamName>& streams, const std::string& group);

}  // namespace tancua::events
