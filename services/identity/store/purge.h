#pragma once

#include "absl/status/statusor.h"
#include "common/sql/session.h"

namespace tancua::identity::store {

// Each deletes a bounded number of rows that ended before `before`, and returns how many.
[[nodiscard]] absl::StatusOr<int> PurgeVerifications(sql::Session& tx, absl::Time before);
// Those that nobody confirmed; confirmed ones are the record of an identity check.
[[nodiscard]] absl::StatusOr<int> PurgeAssisted(sql::Session& tx, absl::Time before);
[[nodiscard]] absl::StatusOr<int> PurgeAttemptLimits(sql::Session& tx, absl::Time before);
[[nodiscard]] absl::StatusOr<int> PurgeSessions(sql::Session& tx, absl::Time before);

}  // namespace tancua::identity::store
