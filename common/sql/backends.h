#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/sql/database.h"
#include "common/sql/url.h"

namespace tancua::sql {

using DatabaseOrError = absl::StatusOr<std::unique_ptr<Database>>;

[[nodiscard]] DatabaseOrError OpenSqliteFile(const Url& url, const DatabaseConfig& config);
[[nodiscard]] DatabaseOrError OpenSqliteMemory(const DatabaseConfig& config);
[[nodiscard]] DatabaseOrError OpenPostgres(const Url& url, const DatabaseConfig& config);

}  // namespace tancua::sql
