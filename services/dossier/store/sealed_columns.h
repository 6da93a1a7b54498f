#pragma once

#include <vector>

#include "common/rotation/column.h"

namespace tancua::dossier::store {

// Every column of the service that follows the keys.
[[nodiscard]] std::vector<rotation::Column> SealedColumns();

}  // namespace tancua::dossier::store
