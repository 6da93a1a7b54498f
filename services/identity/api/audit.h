#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/identity/deps.h"
#include "tancua/identity/v1/audit_service.pb.h"

// The procedures behind DiaryService and AuditService.
namespace tancua::identity::api {

[[nodiscard]] absl::StatusOr<v1::ListDiaryEntriesResponse> ListDiaryEntries(
    Deps& deps, const rpc::Call& call, const v1::ListDiaryEntriesRequest& request);
[[nodiscard]] absl::StatusOr<v1::ListAuditEntriesResponse> ListAuditEntries(
    Deps& deps, const rpc::Call& call, const v1::ListAuditEntriesRequest& request);
[[nodiscard]] absl::StatusOr<v1::VerifyAuditChainResponse> VerifyAuditChain(
    Deps& deps, const rpc::Call& call, const v1::VerifyAuditChainRequest& request);
[[nodiscard]] absl::StatusOr<v1::ListAuditAnchorsResponse> ListAuditAnchors(
    Deps& deps, const rpc::Call& call, const v1::ListAuditAnchorsRequest& request);

}  // namespace tancua::identity::api
