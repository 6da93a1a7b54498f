#pragma once

#include "common/runtime/host.h"
#include "services/gateway/state/collector.h"

namespace tancua::gateway::state {

// Adds /state to the admin port of the gateway's process: the state of the suite for people, for a
// ward without another monitoring.
void AddAdminPage(const StateConfig& config, runtime::Host& host);

}  // namespace tancua::gateway::state
