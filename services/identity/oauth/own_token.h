#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "nlohmann/json.hpp"
#include "services/identity/deps.h"
#include "services/identity/store/sessions.h"

// Tokens of this server that come back for introspection or revocation.
namespace tancua::identity::oauth {

// The claims of an access token that is valid now, whoever it was issued to; nothing when it is
// none, or was revoked.
[[nodiscard]] absl::StatusOr<std::optional<nlohmann::json>> ReadAccessToken(
    Deps& deps, const std::string& token);

// The session of a refresh token that could be exchanged now.
[[nodiscard]] absl::StatusOr<std::optional<store::FoundToken>> ReadRefreshToken(
    Deps& deps, const std::string& token);

}  // namespace tancua::identity::oauth
