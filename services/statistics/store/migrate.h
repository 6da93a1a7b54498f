#pragma once

#include <vector>

#include "common/sql/database.h"

namespace tancua::statistics::store {

// The service's own tables and those of what it consumes.
[[nodiscard]] std::vector<sql::Migration> AllMigrations();

}  // namespace tancua::statistics::store
