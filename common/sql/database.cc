#include "common/sql/database.h"

#include "common/sql/backends.h"
#include "common/status/macros.h"

namespace tancua::sql {

DatabaseOrError Database::Open(const DatabaseConfig& config) {
  ASSIGN_OR_RETURN(const Url url, ParseUrl(config.url));
  if (url.kind != Url::Kind::kPostgres && !config.migration_url.empty()) {
    return absl::InvalidArgumentError("migration_url is for PostgreSQL: SQLite has no roles.");
  }
  switch (url.kind) {
    case Url::Kind::kSqliteFile:
      return OpenSqliteFile(url, config);
    case Url::Kind::kSqliteMemory:
      return OpenSqliteMemory(config);
    case Url::Kind::kPostgres:
      return OpenPostgres(url, config);
  }
  return absl::InternalError("unknown kind of database");
}

}  // namespace tancua::sql
