#pragma once

#include "absl/status/statusor.h"
#include "services/identity/deps.h"

namespace tancua::identity::workers {

// Deletes attempts and sessions that ended a day ago; returns how many.
[[nodiscard]] absl::StatusOr<int> PurgeEnded(Deps& deps);

}  // namespace tancua::identity::workers
