#include "services/identity/tokens/partner_claims.h"

#include "absl/strings/str_join.h"

namespace tancua::identity {
namespace {

// Services limit calls by what the token says: they need not ask for it.
nlohmann::json RateClaim(const domain::Client& client) {
  return {client.limit.per_second, client.limit.burst};
}

}  // namespace

nlohmann::json PartnerClaims(const domain::Client& client, const std::vector<std::string>& scopes,
                             const std::string& key_id) {
  nlohmann::json wards = nlohmann::json::array();
  for (const std::string& ward : client.wards) wards.push_back("wards/" + ward);
  return {{"kind", "partner"},
          {"sub", "clients/" + client.id},
          {"client_id", client.id},
          {"client_key", key_id},
          {"scope", absl::StrJoin(scopes, " ")},
          {"wards", std::move(wards)},
          {"rate", RateClaim(client)}};
}

nlohmann::json ThroughPartnerClaims(const domain::Client& client, const pairwise::Names& names,
                                    const std::string& subject) {
  const std::string name = "clients/" + client.id;
  return {{"sub", names.For(name, subject)},
          {"sealed_sub", names.Seal(name, subject)},
          {"client_id", client.id},
          {"rate", RateClaim(client)}};
}

}  // namespace tancua::identity
