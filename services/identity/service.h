#pragma once

#include "common/rpc/service.h"
#include "services/identity/deps.h"

namespace tancua::identity {

[[nodiscard]] rpc::Service IdentityService(Deps& deps);
[[nodiscard]] rpc::Service SessionService(Deps& deps);

}  // namespace tancua::identity
