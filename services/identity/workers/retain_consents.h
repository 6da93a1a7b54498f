#pragma once

#include "absl/status/statusor.h"
#include "common/retention/schedule.h"
#include "services/identity/deps.h"

namespace tancua::identity::workers {

// Deletes consents that were withdrawn longer ago than their class keeps them; returns how many.
[[nodiscard]] absl::StatusOr<int> RetainConsents(Deps& deps, const retention::Schedule& schedule,
                                                 retention::Metrics& metrics);

}  // namespace tancua::identity::workers
