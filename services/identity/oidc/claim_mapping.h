#pragma once

#include <string>

#include "nlohmann/json.hpp"
#include "services/identity/config.h"
#include "services/identity/domain/claims.h"

namespace tancua::identity::oidc {

// The claim `name` as text, also when it is a number; "" when absent or `name` is "".
[[nodiscard]] std::string ClaimText(const nlohmann::json& claims, const std::string& name);

[[nodiscard]] domain::CitizenClaims MapCitizen(const nlohmann::json& claims,
                                               const ClaimNames& names);

}  // namespace tancua::identity::oidc
