#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/dossier/deps.h"
#include "tancua/privacy/v1/personal_data_service.pb.h"

namespace tancua::dossier::api {

[[nodiscard]] absl::StatusOr<privacy::v1::ExportPersonalDataResponse> ExportPersonalData(
    const Deps& deps, const rpc::Call& call, const privacy::v1::ExportPersonalDataRequest& request);

}  // namespace tancua::dossier::api
