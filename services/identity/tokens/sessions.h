#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "nlohmann/json.hpp"
#include "services/identity/deps.h"
#include "tancua/identity/v1/identity_service.pb.h"

// Sessions: the refresh tokens that follow from one sign-in.
namespace tancua::identity {

// A sign-in that begins.
struct SessionStart {
  std::string id;       // goes into the tokens as sid
  std::string subject;  // "citizens/{uuid}" or "officers/{uuid}"
  std::string client;   // id of the partner through which the person came; empty: none
};

// What every token of such a session says beside the person: sid, and what a partner may know.
// CLIENT_NOT_FOUND when the partner is no longer there or disabled.
[[nodiscard]] absl::StatusOr<nlohmann::json> SessionClaims(Deps& deps, sql::Session& tx,
                                                           const SessionStart& session);

// Starts the session and hands out its first refresh token beside the access token.
[[nodiscard]] absl::StatusOr<v1::TokenSet> StartSession(Deps& deps, sql::Session& tx,
                                                        const ProviderConfig& provider,
                                                        const SessionStart& start,
                                                        std::string access_token);

// Adds the next refresh token of a session.
[[nodiscard]] absl::StatusOr<v1::TokenSet> ContinueSession(Deps& deps, sql::Session& tx,
                                                           const std::string& session_id,
                                                           absl::Time token_expires_at,
                                                           std::string access_token);

}  // namespace tancua::identity
