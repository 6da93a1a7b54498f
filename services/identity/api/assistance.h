#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/identity/deps.h"
#include "tancua/identity/v1/assistance_service.pb.h"

// The procedures behind the AssistanceService; what each does stands in the proto.
namespace tancua::identity::api {

[[nodiscard]] absl::StatusOr<v1::AssistedVerification> CreateAssistedVerification(
    Deps& deps, const rpc::Call& call, const v1::CreateAssistedVerificationRequest& request);
[[nodiscard]] absl::StatusOr<v1::AssistedVerification> ResendOneTimeCode(
    Deps& deps, const rpc::Call& call, const v1::ResendOneTimeCodeRequest& request);
[[nodiscard]] absl::StatusOr<v1::ConfirmAssistedVerificationResponse> ConfirmAssistedVerification(
    Deps& deps, const rpc::Call& call, const v1::ConfirmAssistedVerificationRequest& request);
[[nodiscard]] absl::StatusOr<v1::AssistedVerification> GetAssistedVerification(
    Deps& deps, const rpc::Call& call, const v1::GetAssistedVerificationRequest& request);

}  // namespace tancua::identity::api
