#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "nlohmann/json.hpp"
#include "services/identity/config.h"

namespace tancua::identity::oidc {

// What the discovery document says (OpenID Connect Discovery, 3).
struct Metadata {
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string userinfo_endpoint;
  std::string jwks_uri;
  std::string end_session_endpoint;  // "" when people cannot sign out there
  bool sends_issuer = false;         // in the redirect (RFC 9207)
};

// The same for a provider without discovery, from the configuration.
[[nodiscard]] Metadata ConfiguredMetadata(const EndpointsConfig& endpoints);

// FAILED_PRECONDITION when `document` is another issuer's, lacks an endpoint, or names a plain
// HTTP endpoint although the issuer has HTTPS.
[[nodiscard]] absl::StatusOr<Metadata> ReadMetadata(const nlohmann::json& document,
                                                    const std::string& issuer);

}  // namespace tancua::identity::oidc
