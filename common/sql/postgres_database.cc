#include "common/sql/backends.h"

namespace tancua::sql {

DatabaseOrError OpenPostgres(const Url&, const DatabaseConfig&) {
  return absl::UnimplementedError("PostgreSQL is not connected yet");
}

}  // namespace tancua::sql
