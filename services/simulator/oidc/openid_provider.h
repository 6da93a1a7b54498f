#pragma once

#include <memory>

#include "services/simulator/deps.h"
#include "services/simulator/parties.h"

namespace tancua::simulator::oidc {

// Two OpenID Connect realms, /vneid for citizens and /staff for officers, and their fault
// switches at /control/oidc.
[[nodiscard]] std::unique_ptr<Party> NewOpenIdProvider(const Deps& deps);

}  // namespace tancua::simulator::oidc
