#pragma once

#include <string>

#include "tests/partner/client.h"

namespace tancua::demo {

// Plays a ward's day of `dossiers` dossiers: several procedures and channels, late ones,
// supplements, refusals, low ratings; ends with the ward's table. False when anything was
// refused that should not have been.
[[nodiscard]] bool PlayDay(partner::Client& client, const std::string& ward_code, int dossiers);

}  // namespace tancua::demo
