#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "nlohmann/json.hpp"
#include "services/identity/deps.h"
#include "services/identity/tokens/provider_sign_in.h"
#include "tancua/identity/v1/identity_service.pb.h"

// Sessions: the refresh tokens that follow from one sign-in.
namespace tancua::identity {

// Who signed in, where, through whom, and how surely.
struct SignIn {
  const ProviderConfig& provider;
  std::string subject;  // "citizens/{uuid}" or "officers/{uuid}"
  std::string client;   // id of the partner through which the person came; empty: none
  domain::Assurance assurance;
  ProviderNames names;  // of person and session, at the provider
};

// Signs the access token of the session of that id.
using SignAccessToken = absl::FunctionRef<std::string(const std::string& session_id)>;

// What the tokens of `subject` say when the person came through the partner `client`; nothing when
// that is empty. CLIENT_NOT_FOUND when the partner is no longer there, or is disabled.
[[nodiscard]] absl::StatusOr<nlohmann::json> ClaimsThrough(sql::Session& tx,
                                                           const pairwise::Names& names,
                                                           const std::string& client,
                                                           const std::string& subject);

// Starts a session and hands out its first refresh token beside the access token.
[[nodiscard]] absl::StatusOr<v1::TokenSet> StartSession(Deps& deps, sql::Session& tx,
                                                        const SignIn& sign_in,
                                                        SignAccessToken sign);

// Adds the next refresh token of a session.
[[nodiscard]] absl::StatusOr<v1::TokenSet> ContinueSession(Deps& deps, sql::Session& tx,
                                                           const std::string& session_id,
                                                           absl::Time token_expires_at,
                                                           std::string access_token);

}  // namespace tancua::identity
