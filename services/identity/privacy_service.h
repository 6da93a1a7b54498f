#pragma once

#include "common/rpc/service.h"
#include "services/identity/privacy_deps.h"

namespace tancua::identity {

[[nodiscard]] rpc::Service PrivacyService(PrivacyDeps& deps);

}  // namespace tancua::identity
