#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/database.h"
#include "services/admin/backup/manifest.h"

namespace tancua::admin::backup {

// Copies a database that others write to into `folder`, as of one moment, and says what the copy
// holds.
[[nodiscard]] absl::StatusOr<DatabaseEntry> CopyDatabase(const std::string& service,
                                                         const sql::DatabaseConfig& config,
                                                         const std::string& folder);

// Puts the copy of `folder` to where `config` says, which must be empty, and compares what is there
// then. DATA_LOSS when it is not the same.
[[nodiscard]] absl::Status RestoreDatabase(const std::string& service, const DatabaseEntry& entry,
                                           const std::string& folder,
                                           const sql::DatabaseConfig& config);

}  // namespace tancua::admin::backup
