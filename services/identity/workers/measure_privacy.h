#pragma once

#include "absl/status/statusor.h"
#include "services/identity/privacy_deps.h"

namespace tancua::identity::workers {

// Counts open requests and breaches for the metrics; returns 0.
[[nodiscard]] absl::StatusOr<int> MeasurePrivacy(PrivacyDeps& deps);

}  // namespace tancua::identity::workers
