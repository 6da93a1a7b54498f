#pragma once

#include "services/simulator/deps.h"
#include "services/simulator/parties.h"

namespace tancua::simulator {

// GET /phone: what the citizens' phones show, for a person to look at.
[[nodiscard]] std::unique_ptr<Party> NewPhonePage(const Deps& deps);

}  // namespace tancua::simulator
