#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "common/sql/database.h"

namespace tancua::admin::backup {

struct TableDigest {
  std::int64_t rows = 0;
  std::string sha256;  // of all rows as text, in an order that depends on nothing else

  bool operator==(const TableDigest&) const = default;
};
using DatabaseDigest = std::map<std::string, TableDigest>;  // by table

// What a database holds, within the caller's transaction. Says the same of a copy, wherever it
// lies.
[[nodiscard]] absl::StatusOr<DatabaseDigest> Digest(sql::Session& session, bool postgres);

// The same in a transaction of its own.
[[nodiscard]] absl::StatusOr<DatabaseDigest> Digest(const sql::DatabaseConfig& config);

// Nothing when equal, else the tables that differ and how: "dossiers: 12 rows instead of 13".
[[nodiscard]] std::string Difference(const DatabaseDigest& expected, const DatabaseDigest& found);

}  // namespace tancua::admin::backup
