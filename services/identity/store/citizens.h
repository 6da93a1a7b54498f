#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/identity/domain/citizen.h"

namespace tancua::identity::store {

// A profile as one sealed text, bound to its column; without the level.
[[nodiscard]] std::string SealProfile(const crypto::Keyring& keys, const domain::Profile& profile,
                                      const char* column);
[[nodiscard]] absl::StatusOr<domain::Profile> OpenProfile(const crypto::Keyring& keys,
                                                          const std::string& sealed,
                                                          const char* column);

// Keeps what the provider states now. One person stays one citizen: the number decides, and
// `new_id` is used for a person not seen before only.
[[nodiscard]] absl::StatusOr<domain::Citizen> UpsertCitizen(sql::Session& tx,
                                                            const crypto::Keyring& keys,
                                                            const domain::Profile& profile,
                                                            const std::string& new_id,
                                                            absl::Time now);
// Keeps what an assistant read on the person's paper, for a person whom no provider has stated:
// a provider's word is never overwritten by it, and the level stays. The citizen's id.
[[nodiscard]] absl::StatusOr<std::string> UpsertSeenCitizen(sql::Session& tx,
                                                            const crypto::Keyring& keys,
                                                            const domain::Profile& profile,
                                                            const std::string& new_id,
                                                            absl::Time now);
[[nodiscard]] absl::StatusOr<std::optional<domain::Citizen>> FindCitizen(
    sql::Session& session, const crypto::Keyring& keys, const std::string& id);

[[nodiscard]] absl::StatusOr<std::optional<domain::Citizen>> FindCitizenByNumber(
    sql::Session& session, const crypto::Keyring& keys, const std::string& number);

}  // namespace tancua::identity::store
