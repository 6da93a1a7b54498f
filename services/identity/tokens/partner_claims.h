#pragma once

#include <string>
#include <vector>

#include "common/pairwise/pairwise.h"
#include "nlohmann/json.hpp"
#include "services/identity/domain/client.h"

// What access tokens say of partners.
namespace tancua::identity {

// Of a partner's own token; `key_id`: the key it was issued for, so that it ends with it.
[[nodiscard]] nlohmann::json PartnerClaims(const domain::Client& client,
                                           const std::vector<std::string>& scopes,
                                           const std::string& key_id);

// Of the token of a person, "citizens/{uuid}", who signed in through a partner: the partner reads
// its own name for the person, the suite the sealed one.
[[nodiscard]] nlohmann::json ThroughPartnerClaims(const domain::Client& client,
                                                  const pairwise::Names& names,
                                                  const std::string& subject);

}  // namespace tancua::identity
