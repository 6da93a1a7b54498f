#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "services/identity/deps.h"
#include "services/identity/tokens/provider_sign_in.h"
#include "tancua/identity/v1/identity_service.pb.h"

// Sessions: the refresh tokens that follow from one sign-in.
namespace tancua::identity {

// Signs the access token of the session of that id.
using SignAccessToken = absl::FunctionRef<std::string(const std::string& session_id)>;

// Starts the session of `subject` and hands out its first refresh token beside the access token.
[[nodiscard]] absl::StatusOr<v1::TokenSet> StartSession(Deps& deps, sql::Session& tx,
                                                        const ProviderSignIn& sign_in,
                                                        const std::string& subject,
                                                        SignAccessToken sign);

// Adds the next refresh token of a session.
[[nodiscard]] absl::StatusOr<v1::TokenSet> ContinueSession(Deps& deps, sql::Session& tx,
                                                           const std::string& session_id,
                                                           absl::Time token_expires_at,
                                                           std::string access_token);

}  // namespace tancua::identity
