#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/notification/deps.h"
#include "tancua/notification/v1/notification_service.pb.h"

namespace tancua::notification::api {

[[nodiscard]] absl::StatusOr<v1::ListMessagesResponse> ListMessages(
    Deps& deps, const rpc::Call& call, const v1::ListMessagesRequest& request);

}  // namespace tancua::notification::api
