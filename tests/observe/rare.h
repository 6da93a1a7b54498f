#pragma once

#include <string>
#include <vector>

#include "tests/partner/client.h"

namespace tancua::observe {

// Does once what a demonstration does not, so that all that is counted is seen: a partner signs in,
// is refused and signs out; a person consents and asks about their data; a look-up goes wrong.
// Returns what did not go as it should.
[[nodiscard]] std::vector<std::string> PlayRareCalls(partner::Client& client);

}  // namespace tancua::observe
