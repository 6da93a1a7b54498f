#pragma once

#include "common/rpc/service.h"
#include "services/identity/deps.h"

namespace tancua::identity {

[[nodiscard]] rpc::Service AuditService(Deps& deps);
[[nodiscard]] rpc::Service DiaryService(Deps& deps);

}  // namespace tancua::identity
