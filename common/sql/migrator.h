#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/sql/connection.h"
#include "common/sql/database.h"

namespace tancua::sql {

// Applies what is missing in one transaction, so that a failure leaves the database as
// it was and two processes that start at once do it once.
[[nodiscard]] absl::Status ApplyMigrations(Connection& connection,
                                           const std::vector<Migration>& migrations);

// The tables that `migrations` declare as append-only.
[[nodiscard]] std::vector<std::string> AppendOnlyTables(const std::vector<Migration>& migrations);

}  // namespace tancua::sql
