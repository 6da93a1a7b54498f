#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/survey/deps.h"
#include "tancua/privacy/v1/personal_data_service.pb.h"

namespace tancua::survey::api {

[[nodiscard]] absl::StatusOr<privacy::v1::ExportPersonalDataResponse> ExportPersonalData(
    Deps& deps, const rpc::Call& call, const privacy::v1::ExportPersonalDataRequest& request);

}  // namespace tancua::survey::api
