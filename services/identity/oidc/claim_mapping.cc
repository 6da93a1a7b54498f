#include "services/identity/oidc/claim_mapping.h"

namespace tancua::identity::oidc {

std::string ClaimText(const nlohmann::json& claims, const std::string& name) {
  const auto claim = claims.find(name);
  if (name.empty() || claim == claims.end()) return "";
  if (claim->is_string()) return claim->get<std::string>();
  return claim->is_number_integer() ? claim->dump() : "";
}

domain::CitizenClaims MapCitizen(const nlohmann::json& claims, const ClaimNames& names) {
  return {.number = ClaimText(claims, names.number),
          .name = ClaimText(claims, names.name),
          .birth_date = ClaimText(claims, names.birth_date),
          .sex = ClaimText(claims, names.sex),
          .phone = ClaimText(claims, names.phone)};
}

}  // namespace tancua::identity::oidc
