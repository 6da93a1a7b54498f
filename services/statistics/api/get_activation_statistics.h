#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/statistics/deps.h"
#include "tancua/statistics/v1/activation_statistics_service.pb.h"

namespace tancua::statistics::api {

[[nodiscard]] absl::StatusOr<v1::ActivationStatistics> GetActivationStatistics(
    Deps& deps, const rpc::Call& call, const v1::GetActivationStatisticsRequest& request);

}  // namespace tancua::statistics::api
