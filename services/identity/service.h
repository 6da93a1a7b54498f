#pragma once

#include "common/rpc/service.h"
#include "services/identity/deps.h"

namespace tancua::identity {

[[nodiscard]] rpc::Service IdentityService(Deps& deps);
[[nodiscard]] rpc::Service SessionService(Deps& deps);
[[nodiscard]] rpc::Service AssistanceService(Deps& deps);
[[nodiscard]] rpc::Service ActivationService(Deps& deps);
[[nodiscard]] rpc::Service DirectoryService(Deps& deps);

}  // namespace tancua::identity
