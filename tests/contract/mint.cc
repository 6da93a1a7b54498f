#include "tests/contract/mint.h"

#include <map>

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "common/jose/jwt.h"
#include "services/identity/signing_key.h"
#include "tests/partner/client.h"

namespace tancua {

Mint::Mint(const testing::Deployment& deployment)
    : pem_(identity::DevelopmentSigningKey(deployment.folder() + "/data").value()) {
  const nlohmann::json own = jose::Signer::FromPem(pem_, "").value().PublicJwk();
  const nlohmann::json published = partner::Client(deployment.endpoints()).Get("/v1/jwks").body;
  for (const auto& key : published.value("keys", nlohmann::json::array())) {
    if (key.value("x", "") == own.value("x", "-")) key_id_ = key.value("kid", "");
  }
}

std::string Mint::TokenFor(const rpc::Caller& caller) const {
  static const std::map<policy::v1::ActorKind, std::string> kinds = {
      {policy::v1::CITIZEN, "citizen"},
      {policy::v1::OFFICER, "officer"},
      {policy::v1::PARTNER, "partner"},
      {policy::v1::SERVICE, "service"}};
  if (caller.subject.empty()) return "";
  const std::int64_t now = absl::ToUnixSeconds(absl::Now());
  nlohmann::json claims = {{"iss", "tancua"},
                           {"aud", "tancua"},
                           {"iat", now},
                           {"exp", now + 600},
                           {"kind", kinds.at(caller.kind)},
                           {"sub", caller.subject},
                           {"level", caller.level},
                           {"ward", caller.ward},
                           {"roles", caller.roles},
                           {"wards", caller.wards},
                           {"scope", absl::StrJoin(caller.scopes, " ")}};
  if (caller.IsAssisted()) {
    claims["act"] = {{"sub", caller.assistant}};
    claims["assistance"] = caller.assistance;
  }
  return jose::Signer::FromPem(pem_, key_id_).value().Sign(claims, "at+jwt");
}

}  // namespace tancua
