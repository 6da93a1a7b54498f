#pragma once

#include "absl/status/statusor.h"
#include "services/dossier/deps.h"

namespace tancua::dossier::workers {

// Counts the dossiers of each open state into the metrics. Returns 0: nothing was changed.
[[nodiscard]] absl::StatusOr<int> CountOpenDossiers(const Deps& deps);

}  // namespace tancua::dossier::workers
