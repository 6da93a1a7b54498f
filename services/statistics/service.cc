#include "services/statistics/service.h"

#include "services/statistics/api/get_activation_statistics.h"
#include "services/statistics/api/get_ward_statistics.h"

namespace tancua::statistics {

rpc::Service StatisticsService(Deps& deps) {
  rpc::Service service("tancua.statistics.v1.StatisticsService");
  service.Unary("GetWardStatistics", deps, api::GetWardStatistics);
  return service;
}

rpc::Service ActivationStatisticsService(Deps& deps) {
  rpc::Service service("tancua.statistics.v1.ActivationStatisticsService");
  service.Unary("GetActivationStatistics", deps, api::GetActivationStatistics);
  return service;
}

}  // namespace tancua::statistics
