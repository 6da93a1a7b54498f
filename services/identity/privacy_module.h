#pragma once

#include "absl/status/status.h"
#include "common/runtime/host.h"
#include "services/identity/deps.h"

namespace tancua::identity {

// Wires PrivacyService and its workers.
[[nodiscard]] absl::Status BuildPrivacy(runtime::Host& host, Deps& deps);

}  // namespace tancua::identity
