#pragma once

#include "absl/status/statusor.h"
#include "services/statistics/deps.h"

namespace tancua::statistics::workers {

// Counts one ward anew that is marked or was counted by another formula; 0 when there is none.
[[nodiscard]] absl::StatusOr<int> RecountOneWard(Deps& deps);

}  // namespace tancua::statistics::workers
