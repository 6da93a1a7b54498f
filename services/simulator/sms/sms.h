#pragma once

#include <memory>

#include "services/simulator/deps.h"
#include "services/simulator/parties.h"

namespace tancua::simulator {

// The SMS aggregator eSMS: one account, one brand name.
[[nodiscard]] std::unique_ptr<Party> NewSms(const Deps& deps);

}  // namespace tancua::simulator
