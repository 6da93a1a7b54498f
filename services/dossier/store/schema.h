#pragma once

#include <vector>

#include "common/sql/database.h"

namespace tancua::dossier::store {

// Everything that the service's database holds: its own tables, outbox and requests.
[[nodiscard]] std::vector<sql::Migration> Schema();

}  // namespace tancua::dossier::store
