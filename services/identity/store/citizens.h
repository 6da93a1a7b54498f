#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/identity/domain/citizen.h"

namespace tancua::identity::store {

// Keeps what the provider states now. One person stays one citizen: the number decides, and
// `new_id` is used for a person not seen before only.
[[nodiscard]] absl::StatusOr<domain::Citizen> UpsertCitizen(sql::Session& tx,
                                                            const crypto::Keyring& keys,
                                                            const domain::Profile& profile,
                                                            const std::string& new_id,
                                                            absl::Time now);
// None when nobody has the id, and when the person was forgotten.
[[nodiscard]] absl::StatusOr<std::optional<domain::Citizen>> FindCitizen(
    sql::Session& session, const crypto::Keyring& keys, const std::string& id);

}  // namespace tancua::identity::store
