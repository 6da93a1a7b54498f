#pragma once

#include <string>
#include <vector>

// Where the endpoints are: the routes of oauth_service.proto below the issuer.
namespace tancua::identity::oauth {

inline constexpr char kTokenPath[] = "/oauth2/token";
inline constexpr char kIntrospectPath[] = "/oauth2/introspect";
inline constexpr char kRevokePath[] = "/oauth2/revoke";
inline constexpr char kKeySetPath[] = "/oauth2/jwks";

// What the `aud` of a client assertion may be: the issuer or one of its endpoints (RFC 7523, 3).
[[nodiscard]] inline std::vector<std::string> Audiences(const std::string& issuer) {
  return {issuer, issuer + kTokenPath, issuer + kIntrospectPath, issuer + kRevokePath};
}

}  // namespace tancua::identity::oauth
