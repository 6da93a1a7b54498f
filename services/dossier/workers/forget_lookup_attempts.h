#pragma once

#include "absl/status/statusor.h"
#include "services/dossier/deps.h"

namespace tancua::dossier::workers {

// Deletes the counts of wrong look-ups that no longer block anything; returns how many.
[[nodiscard]] absl::StatusOr<int> ForgetLookupAttempts(const Deps& deps);

}  // namespace tancua::dossier::workers
