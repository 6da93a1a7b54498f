#pragma once

#include <vector>

#include "common/sql/database.h"

namespace tancua::survey::store {

// The service's own tables and those of what it consumes, publishes and answers once.
[[nodiscard]] std::vector<sql::Migration> AllMigrations();

}  // namespace tancua::survey::store
