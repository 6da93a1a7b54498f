#include "services/identity/oidc/id_token.h"

#include <algorithm>

#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "services/identity/domain/assurance.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::oidc {
namespace {

// A token is made when its code is exchanged, so an old one was taken from elsewhere.
constexpr absl::Duration kMaxAge = absl::Minutes(10);

bool Has(const nlohmann::json& claims, const char* name) { return claims.contains(name); }

absl::Status CheckAuthorisedParty(const nlohmann::json& claims, const std::string& client_id) {
  // A token for several audiences must say that we are the one it was issued to.
  const bool several = claims["aud"].is_array() && claims["aud"].size() > 1;
  if (several && !Has(claims, "azp")) return Refused("azp");
  if (Has(claims, "azp") && claims["azp"] != client_id) return Refused("azp");
  return absl::OkStatus();
}

// jose::KeySet has checked that it does not lie ahead.
absl::Status CheckIssuedAt(const nlohmann::json& claims, absl::Time now) {
  if (!Has(claims, "iat") || !claims["iat"].is_number()) return Refused("iat");
  const absl::Time issued = absl::UnixEpoch() + absl::Seconds(claims["iat"].get<double>());
  return now - issued > kMaxAge + domain::kClockSkew ? Refused("iat") : absl::OkStatus();
}

// RS256, PS256 and ES256 all hash with SHA-256, of which at_hash is the left half.
std::string HalfHash(const std::string& access_token) {
  return crypto::Base64Url(crypto::Sha256(access_token).substr(0, 16));
}

}  // namespace

absl::Status Refused(const std::string& cause) {
  return status::Error(kIdentityRefused, {.metadata = {{"cause", cause}}});
}

absl::Status CheckIdToken(const nlohmann::json& claims, const ProviderConfig& config,
                          const IdTokenContext& context) {
  if (!Has(claims, "nonce") || claims["nonce"] != context.nonce) return Refused("nonce");
  if (!Has(claims, "sub") || !claims["sub"].is_string() || claims["sub"] == "") {
    return Refused("sub");
  }
  RETURN_IF_ERROR(CheckIssuedAt(claims, context.now));
  RETURN_IF_ERROR(CheckAuthorisedParty(claims, config.client_id));
  if (Has(claims, "at_hash") && claims["at_hash"] != HalfHash(context.access_token)) {
    return Refused("at_hash");
  }
  const auto& accepted = config.accepted_acrs;
  const nlohmann::json acr = claims.value("acr", nlohmann::json());
  if (!accepted.empty() && std::find(accepted.begin(), accepted.end(), acr) == accepted.end()) {
    return status::Error(kIdentityLevelTooLow);
  }
  return absl::OkStatus();
}

}  // namespace tancua::identity::oidc
