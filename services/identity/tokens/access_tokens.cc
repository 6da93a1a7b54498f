#include "services/identity/tokens/access_tokens.h"

#include <utility>

#include "common/crypto/digest.h"
#include "common/rpc/authenticator.h"
#include "common/status/macros.h"

namespace tancua::identity {
namespace {

// RFC 7638: the required members in alphabetical order, as nlohmann::json keeps them.
std::string Thumbprint(const nlohmann::json& jwk) {
  const nlohmann::json required = {
      {"crv", jwk["crv"]}, {"kty", jwk["kty"]}, {"x", jwk["x"]}, {"y", jwk["y"]}};
  return crypto::Base64Url(crypto::Sha256(required.dump()));
}

}  // namespace

absl::StatusOr<AccessTokens> AccessTokens::FromPem(const std::string& pem, absl::Duration life,
                                                   const Clock& clock, Ids& ids) {
  ASSIGN_OR_RETURN(const jose::Signer unnamed, jose::Signer::FromPem(pem, ""));
  const nlohmann::json jwk = unnamed.PublicJwk();
  if (jwk.value("crv", "") != "P-256") {
    return absl::InvalidArgumentError("the signing key of access tokens must be P-256");
  }
  ASSIGN_OR_RETURN(jose::Signer signer, jose::Signer::FromPem(pem, Thumbprint(jwk)));
  return AccessTokens(std::move(signer), life, clock, ids);
}

std::string AccessTokens::Sign(nlohmann::json claims) const {
  const std::int64_t now = absl::ToUnixSeconds(clock_.Now());
  claims.update({{"iss", rpc::Authenticator::kIssuer},
                 {"aud", rpc::Authenticator::kAudience},
                 {"iat", now},
                 {"exp", now + absl::ToInt64Seconds(life_)},
                 {"jti", ids_.NewUuid()}});
  return signer_.Sign(claims, "at+jwt");
}

std::string AccessTokens::ForCitizen(const std::string& id, int level) const {
  return Sign({{"kind", "citizen"}, {"sub", "citizens/" + id}, {"level", level}});
}

std::string AccessTokens::ForAssistedCitizen(const std::string& id, int level,
                                             const std::string& assistant,
                                             const std::string& verification) const {
  return Sign({{"kind", "citizen"},
               {"sub", "citizens/" + id},
               {"level", level},
               {"act", {{"sub", assistant}}},
               {"assistance", "assistedVerifications/" + verification}});
}

std::string AccessTokens::ForOfficer(const domain::Officer& officer) const {
  return Sign({{"kind", "officer"},
               {"sub", "officers/" + officer.id},
               {"ward", officer.ward.empty() ? "" : "wards/" + officer.ward},
               {"roles", officer.roles},
               {"positions", officer.positions}});
}

}  // namespace tancua::identity
