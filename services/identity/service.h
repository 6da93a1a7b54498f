#pragma once

#include "common/rpc/service.h"
#include "services/identity/deps.h"

namespace tancua::identity {

[[nodiscard]] rpc::Service IdentityService(Deps& deps);

}  // namespace tancua::identity
