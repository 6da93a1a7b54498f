#pragma once

#include "common/rpc/service.h"
#include "services/notification/deps.h"

namespace tancua::notification {

// NotificationService as a table from RPC to procedure. `deps` outlives it.
[[nodiscard]] rpc::Service NotificationService(Deps& deps);
[[nodiscard]] rpc::Service PersonalDataService(Deps& deps);

}  // namespace tancua::notification
