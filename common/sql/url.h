#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace tancua::sql {

// A database address of the configuration, taken apart.
struct Url {
  enum class Kind { kSqliteFile, kSqliteMemory, kPostgres };
  Kind kind = Kind::kSqliteMemory;
  std::string path;    // of the SQLite file
  std::string libpq;   // keywords for libpq, without our own "schema=" word
  std::string schema;  // of PostgreSQL; empty: the role's default
};

[[nodiscard]] absl::StatusOr<Url> ParseUrl(std::string_view url);

}  // namespace tancua::sql
