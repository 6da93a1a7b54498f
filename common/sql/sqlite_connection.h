#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/sql/connection.h"

namespace tancua::sql {

// Opens a connection to the SQLite file `path`, or to a new database in memory when
// `path` is ":memory:".
[[nodiscard]] absl::StatusOr<std::unique_ptr<Connection>> ConnectSqlite(const std::string& path,
                                                                        Access access);

}  // namespace tancua::sql
