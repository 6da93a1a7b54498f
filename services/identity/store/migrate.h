#pragma once

#include <vector>

#include "common/sql/database.h"

namespace tancua::identity::store {

// The service's own tables, the outbox and the table that answers repeated requests.
[[nodiscard]] std::vector<sql::Migration> AllMigrations();

}  // namespace tancua::identity::store
