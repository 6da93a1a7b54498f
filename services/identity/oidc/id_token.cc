#include "services/identity/oidc/id_token.h"

#include <algorithm>

#include "common/crypto/digest.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::oidc {
namespace {

bool Has(const nlohmann::json& claims, const char* name) { return claims.contains(name); }

absl::Status CheckAuthorisedParty(const nlohmann::json& claims, const std::string& client_id) {
  // A token for several audiences must say that we are the one it was issued to.
  const bool several = claims["aud"].is_array() && claims["aud"].size() > 1;
  if (several && !Has(claims, "azp")) return Refused("azp");
  if (Has(claims, "azp") && claims["azp"] != client_id) return Refused("azp");
  return absl::OkStatus();
}

// All accepted algorithms hash with SHA-256, of which at_hash is the left half.
std::string HalfHash(const std::string& access_token) {
  return crypto::Base64Url(crypto::Sha256(access_token).substr(0, 16));
}

}  // namespace

absl::Status Refused(const std::string& cause) {
  return status::Error(kIdentityRefused, {.metadata = {{"cause", cause}}});
}

absl::Status CheckIdToken(const nlohmann::json& claims, const ProviderConfig& config,
                          const std::string& nonce, const std::string& access_token) {
  if (!Has(claims, "nonce") || claims["nonce"] != nonce) return Refused("nonce");
  if (!Has(claims, "sub") || !claims["sub"].is_string() || claims["sub"] == "") {
    return Refused("sub");
  }
  if (!Has(claims, "iat")) return Refused("iat");
  if (auto status = CheckAuthorisedParty(claims, config.client_id); !status.ok()) return status;
  if (Has(claims, "at_hash") && claims["at_hash"] != HalfHash(access_token)) {
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
