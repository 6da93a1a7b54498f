#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/identity/deps.h"
#include "tancua/identity/v1/oauth_service.pb.h"

// The procedures of OAuthService; each is documented in the proto.
namespace tancua::identity::api {

[[nodiscard]] absl::StatusOr<v1::IssueTokenResponse> IssueToken(
    Deps& deps, const rpc::Call& call, const v1::IssueTokenRequest& request);
[[nodiscard]] absl::StatusOr<v1::IntrospectTokenResponse> IntrospectToken(
    Deps& deps, const rpc::Call& call, const v1::IntrospectTokenRequest& request);
[[nodiscard]] absl::StatusOr<v1::RevokeTokenResponse> RevokeToken(
    Deps& deps, const rpc::Call& call, const v1::RevokeTokenRequest& request);
[[nodiscard]] absl::StatusOr<v1::OAuthMetadata> GetOAuthMetadata(
    Deps& deps, const rpc::Call& call, const v1::GetOAuthMetadataRequest& request);
[[nodiscard]] absl::StatusOr<v1::ListRevocationsResponse> ListRevocations(
    Deps& deps, const rpc::Call& call, const v1::ListRevocationsRequest& request);

}  // namespace tancua::identity::api
