#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/identity/domain/citizen.h"

namespace tancua::identity::store {

// A person as a verification found them.
struct StatedCitizen {
  domain::Profile profile;
  std::string verification;  // its id
  std::string new_id;        // for a person not seen before
  std::string history_id;    // for what is replaced
};

// Keeps what the provider states now, unless a stronger proof stated it before; what it replaces
// goes into the history. One person stays one citizen: the number decides.
[[nodiscard]] absl::StatusOr<domain::Citizen> SaveCitizen(sql::Session& tx,
                                                          const crypto::Keyring& keys,
                                                          const StatedCitizen& stated,
                                                          absl::Time now);
// Keeps what an assistant read on the person's paper, for a person whom no provider has stated:
// a provider's word is never overwritten by it, and the level stays. The citizen's id.
[[nodiscard]] absl::StatusOr<std::string> UpsertSeenCitizen(sql::Session& tx,
                                                            const crypto::Keyring& keys,
                                                            const domain::Profile& profile,
                                                            const std::string& new_id,
                                                            absl::Time now);
// What the profile said before, oldest first.
struct FormerProfile {
  domain::Profile profile;  // without level
  absl::Time stated_at;
  absl::Time replaced_at;
  std::string verification;
};
[[nodiscard]] absl::StatusOr<std::vector<FormerProfile>> CitizenHistory(
    sql::Session& session, const crypto::Keyring& keys, const std::string& citizen_id);
// A profile as one sealed text, bound to its column; without the level.
[[nodiscard]] std::string SealProfile(const crypto::Keyring& keys, const domain::Profile& profile,
                                      const char* column);
// DATA_LOSS when it cannot be read.
[[nodiscard]] absl::StatusOr<domain::Profile> OpenProfile(const crypto::Keyring& keys,
                                                          std::string_view sealed,
                                                          const char* column);
// number_index of a row, from its profile_sealed.
[[nodiscard]] absl::StatusOr<std::string> NumberIndexOf(const crypto::Keyring& keys,
                                                        std::string_view sealed);
// Erases what is known of the person, and what was known before; returns how many records. Who
// comes again with the same number is somebody new.
[[nodiscard]] absl::StatusOr<std::int64_t> ForgetCitizen(sql::Session& tx,
                                                         const crypto::Keyring& keys,
                                                         const std::string& id);
// None when nobody has the id, and when the person was forgotten.
[[nodiscard]] absl::StatusOr<std::optional<domain::Citizen>> FindCitizen(
    sql::Session& session, const crypto::Keyring& keys, const std::string& id);
[[nodiscard]] absl::StatusOr<std::optional<domain::Citizen>> FindCitizenByNumber(
    sql::Session& session, const crypto::Keyring& keys, const std::string& number);

}  // namespace tancua::identity::store
