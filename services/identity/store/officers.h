#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/id/ids.h"
#include "common/sql/session.h"
#include "services/identity/domain/citizen.h"
#include "services/identity/domain/roster.h"

namespace tancua::identity::store {

// Makes the table say what the roster says; officers no longer in it cannot sign in.
[[nodiscard]] absl::Status ReplaceOfficers(sql::Session& tx, const crypto::Keyring& keys, Ids& ids,
                                           const std::vector<domain::RosterEntry>& roster);
// Active officers only.
[[nodiscard]] absl::StatusOr<std::optional<domain::Officer>> FindOfficer(
    sql::Session& session, const crypto::Keyring& keys, const std::string& id);
[[nodiscard]] absl::StatusOr<std::optional<domain::Officer>> FindOfficerByUsername(
    sql::Session& session, const crypto::Keyring& keys, const std::string& username);

}  // namespace tancua::identity::store
