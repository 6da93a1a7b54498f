#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/rpc/service.h"
#include "services/identity/deps.h"
#include "tancua/identity/v1/session_service.pb.h"

namespace tancua::identity::api {

[[nodiscard]] absl::StatusOr<v1::EndProviderSessionsResponse> EndProviderSessions(
    Deps& deps, const rpc::Call& call, rpc::Reader<v1::EndProviderSessionsRequest>& requests);

}  // namespace tancua::identity::api
