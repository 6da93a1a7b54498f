#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "nlohmann/json.hpp"
#include "services/identity/config.h"

namespace tancua::identity::oidc {

// The answer of the token endpoint that an ID token belongs to.
struct IdTokenContext {
  std::string nonce;
  std::string access_token;
  absl::Time now;
};

// What an ID token must satisfy beyond signature, issuer, audience and end, which jose::KeySet
// has checked (OpenID Connect Core, 3.1.3.7): nonce, azp, at_hash, sub, acr, and that it was made
// for this exchange and not long before. IDENTITY_REFUSED with its cause, or
// IDENTITY_LEVEL_TOO_LOW for the acr.
[[nodiscard]] absl::Status CheckIdToken(const nlohmann::json& claims, const ProviderConfig& config,
                                        const IdTokenContext& context);

// IDENTITY_REFUSED with `cause`, the name of the check that failed.
[[nodiscard]] absl::Status Refused(const std::string& cause);

}  // namespace tancua::identity::oidc
