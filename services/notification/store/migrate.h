#pragma once

#include <vector>

#include "common/sql/database.h"

namespace tancua::notification::store {

// The service's own tables and those of what it consumes, publishes and holds.
[[nodiscard]] std::vector<sql::Migration> AllMigrations();

}  // namespace tancua::notification::store
