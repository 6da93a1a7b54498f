#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "nlohmann/json.hpp"
#include "services/identity/config.h"
#include "services/identity/domain/assurance.h"

namespace tancua::identity::oidc {

// `acr_levels` of the configuration: value of the acr claim → VNeID level. INVALID_ARGUMENT for
// what is not "name=1" or "name=2".
[[nodiscard]] absl::StatusOr<std::map<std::string, int>> AcrLevels(const ProviderConfig& config);

// The acr_values to ask for when `min_level` is needed, best first; "" asks for nothing.
[[nodiscard]] std::string AcrValues(const ProviderConfig& config, int min_level);

// What `claims` say. The level is that of the level claim or of acr, whichever are configured;
// the lower one of two, because the account may be better than the way the person signed in.
[[nodiscard]] domain::Assurance ReadAssurance(const nlohmann::json& claims,
                                              const ProviderConfig& config);

}  // namespace tancua::identity::oidc
