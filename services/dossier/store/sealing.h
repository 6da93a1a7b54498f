#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "services/dossier/domain/applicant.h"

// The personal columns of a dossier. Sealing costs more than the rest of a row, so it is done
// before the transaction begins.
namespace tancua::dossier::store {

struct SealedDossier {
  std::string applicant;
  std::string citizen_number_index;
  std::string form;
  std::string lookup_secret_index;
  std::string lookup_secret;  // only to make the index anew when the keys rotate
};

// `form` is kept as given; `lookup_secret` can be compared later, no call reads it back.
[[nodiscard]] SealedDossier Seal(const crypto::Keyring& keys, const domain::Applicant& applicant,
                                 std::string_view form, std::string_view lookup_secret);

[[nodiscard]] std::string SealApplicant(const crypto::Keyring& keys,
                                        const domain::Applicant& applicant);
// What finds dossiers by the applicant's number.
[[nodiscard]] std::vector<std::string> NumberIndices(const crypto::Keyring& keys,
                                                     std::string_view number);
[[nodiscard]] absl::StatusOr<domain::Applicant> OpenApplicant(const crypto::Keyring& keys,
                                                              std::string_view sealed);
[[nodiscard]] absl::StatusOr<std::string> OpenForm(const crypto::Keyring& keys,
                                                   std::string_view sealed);
// The indices that a dossier with this secret may have: one for each key.
[[nodiscard]] std::vector<std::string> LookupSecretIndices(const crypto::Keyring& keys,
                                                           std::string_view secret);

// An empty note stays empty.
[[nodiscard]] std::string SealNote(const crypto::Keyring& keys, std::string_view note);
[[nodiscard]] absl::StatusOr<std::string> OpenNote(const crypto::Keyring& keys,
                                                   std::string_view sealed);

}  // namespace tancua::dossier::store
