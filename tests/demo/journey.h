#pragma once

#include "tests/partner/client.h"

namespace tancua::demo {

// One real dossier from the catalogue to the ward's figures, printed step by step. False at the
// first step that does not go as it must.
[[nodiscard]] bool PlayJourney(partner::Client& client, const std::string& ward_code);

}  // namespace tancua::demo
