#pragma once

#include "absl/status/statusor.h"
#include "services/survey/deps.h"

namespace tancua::survey::workers {

// Marks a batch of invitations whose time has passed; returns how many.
[[nodiscard]] absl::StatusOr<int> ExpireInvitations(Deps& deps);

// Counts the open invitations for the metrics; returns 0.
[[nodiscard]] absl::StatusOr<int> MeasureOpen(Deps& deps);

}  // namespace tancua::survey::workers
