#pragma once

#include "common/rpc/service.h"
#include "services/identity/deps.h"

namespace tancua::identity {

[[nodiscard]] rpc::Service ClientService(Deps& deps);
[[nodiscard]] rpc::Service OAuthService(Deps& deps);

}  // namespace tancua::identity
