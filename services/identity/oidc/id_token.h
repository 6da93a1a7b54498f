#pragma once

#include <string>

#include "absl/status/status.h"
#include "nlohmann/json.hpp"
#include "services/identity/config.h"

namespace tancua::identity::oidc {

// What an ID token must satisfy beyond signature, issuer, audience and times, which
// jose::KeySet has checked (OpenID Connect Core, 3.1.3.7): nonce, azp, at_hash, sub and acr.
// IDENTITY_REFUSED with its cause, or IDENTITY_LEVEL_TOO_LOW for the acr.
[[nodiscard]] absl::Status CheckIdToken(const nlohmann::json& claims, const ProviderConfig& config,
                                        const std::string& nonce, const std::string& access_token);

// IDENTITY_REFUSED with `cause`, the name of the check that failed.
[[nodiscard]] absl::Status Refused(const std::string& cause);

}  // namespace tancua::identity::oidc
