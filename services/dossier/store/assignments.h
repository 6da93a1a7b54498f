#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "services/dossier/domain/assignment.h"

// The table assignments: whose task a dossier was. Every function runs in the caller's
// transaction.
namespace tancua::dossier::store {

// Adds the hand-over that led to `revision`.
[[nodiscard]] absl::Status AddAssignment(sql::Session& tx, std::string_view dossier,
                                         std::int64_t revision,
                                         const domain::Assignment& assignment);
// Oldest first.
[[nodiscard]] absl::StatusOr<std::vector<domain::Assignment>> LoadAssignments(
    sql::Session& tx, std::string_view dossier);

}  // namespace tancua::dossier::store
