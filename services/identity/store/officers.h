#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/id/ids.h"
#include "common/sql/session.h"
#include "services/identity/domain/citizen.h"
#include "services/identity/domain/roster.h"

namespace tancua::identity::store {

// Makes the rows that the officers file governs say what the roster says; of those, officers no
// longer in it cannot sign in. Positions are taken from whoever can no longer hold them.
[[nodiscard]] absl::Status ReplaceOfficers(sql::Session& tx, const crypto::Keyring& keys, Ids& ids,
                                           const std::vector<domain::RosterEntry>& roster);
// Active officers only, with the roles of the positions they hold.
[[nodiscard]] absl::StatusOr<std::optional<domain::Officer>> FindOfficer(
    sql::Session& session, const crypto::Keyring& keys, const std::string& id);
[[nodiscard]] absl::StatusOr<std::optional<domain::Officer>> FindOfficerByUsername(
    sql::Session& session, const crypto::Keyring& keys, const std::string& username);

// Active or not; OFFICER_NOT_FOUND when there is none.
[[nodiscard]] absl::StatusOr<domain::Officer> LoadOfficer(sql::Session& session,
                                                          const crypto::Keyring& keys,
                                                          const std::string& id);
// Officers of `ward` (empty: of the city) whose user name comes after `after`, by user name.
[[nodiscard]] absl::StatusOr<std::vector<domain::Officer>> ListOfficers(sql::Session& session,
                                                                        const crypto::Keyring& keys,
                                                                        std::string_view ward,
                                                                        std::string_view after,
                                                                        int limit);
// DIRECTORY_NAME_TAKEN when the user name is somebody's.
[[nodiscard]] absl::Status InsertOfficer(sql::Session& tx, const crypto::Keyring& keys,
                                         const domain::Officer& officer);
// Writes name, ward, roles given directly and activity; the directory governs the row from now on.
// OFFICER_ETAG_MISMATCH when the row is no longer at the revision before `officer.revision`.
[[nodiscard]] absl::Status UpdateOfficer(sql::Session& tx, const crypto::Keyring& keys,
                                         const domain::Officer& officer);

}  // namespace tancua::identity::store
