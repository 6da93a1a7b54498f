#pragma once

#include <string>

#include "absl/strings/str_format.h"
#include "absl/time/time.h"

namespace tancua::events {

// The smallest UUIDv7 of the millisecond of `time`. Events have such ids, so the primary keys of
// outbox and inbox are in order of time, and old rows are found without another index.
[[nodiscard]] inline std::string FirstIdAt(absl::Time time) {
  const std::int64_t ms = std::max<std::int64_t>(absl::ToUnixMillis(time), 0);
  return absl::StrFormat("%08x-%04x-0000-0000-000000000000", ms >> 16, ms & 0xffff);
}

}  // namespace tancua::events
