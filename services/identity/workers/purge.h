#pragma once

#include "absl/status/statusor.h"
#include "services/identity/deps.h"

namespace tancua::identity::workers {

// Deletes attempts, sessions, revocations and client assertions that ended a day ago; returns how
// many.
[[nodiscard]] absl::StatusOr<int> PurgeEnded(Deps& deps);

}  // namespace tancua::identity::workers
