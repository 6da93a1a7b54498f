#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/sql/connection.h"

namespace tancua::sql {

// Lets `role` (a quoted name) use the tables of `owner`'s schema and do nothing else: it may read
// and write rows, but not change or remove those of the `append_only` tables, nor say which
// migrations were applied. Safe to repeat.
[[nodiscard]] absl::Status GrantTables(Connection& owner, const std::string& role,
                                       const std::vector<std::string>& append_only);

}  // namespace tancua::sql
