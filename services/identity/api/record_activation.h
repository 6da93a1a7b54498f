#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/identity/deps.h"
#include "tancua/identity/v1/activation_service.pb.h"

namespace tancua::identity::api {

[[nodiscard]] absl::StatusOr<v1::Activation> RecordActivation(
    Deps& deps, const rpc::Call& call, const v1::RecordActivationRequest& request);

}  // namespace tancua::identity::api
