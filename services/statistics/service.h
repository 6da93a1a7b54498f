#pragma once

#include "common/rpc/service.h"
#include "services/statistics/deps.h"

namespace tancua::statistics {

[[nodiscard]] rpc::Service StatisticsService(Deps& deps);
[[nodiscard]] rpc::Service ActivationStatisticsService(Deps& deps);

}  // namespace tancua::statistics
