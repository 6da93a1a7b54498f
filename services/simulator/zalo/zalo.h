#pragma once

#include <memory>

#include "services/simulator/deps.h"
#include "services/simulator/parties.h"

namespace tancua::simulator {

// Zalo's OAuth v4 token endpoint and its ZNS endpoint, for one official account.
[[nodiscard]] std::unique_ptr<Party> NewZalo(const Deps& deps);

}  // namespace tancua::simulator
