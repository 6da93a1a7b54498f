#pragma once

#include "absl/status/statusor.h"
#include "services/statistics/deps.h"

namespace tancua::statistics::workers {

// Counts one ward anew that waits for it; 0 when there is none.
[[nodiscard]] absl::StatusOr<int> RecountOneWard(Deps& deps);

}  // namespace tancua::statistics::workers
