#pragma once

#include "absl/status/statusor.h"
#include "common/retention/schedule.h"
#include "services/identity/deps.h"

namespace tancua::identity::workers {

// Deletes requests about personal data that were decided longer ago than their class keeps them,
// with what they say of erasures; returns how many. One whose erasure is still under way stays.
[[nodiscard]] absl::StatusOr<int> RetainDataRequests(Deps& deps,
                                                     const retention::Schedule& schedule,
                                                     retention::Metrics& metrics);

}  // namespace tancua::identity::workers
