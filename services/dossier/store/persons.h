#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/dossier/domain/dossier.h"

// Dossiers by whose they are, and how they are forgotten. Every function runs in the caller's
// transaction.
namespace tancua::dossier::store {

// Who the person is; an empty number finds by account only.
struct Person {
  std::string citizen;  // "citizens/{uuid}"
  std::string number;   // 12 digits
};

// All dossiers of the person, filed by their account or at a counter under their number; oldest
// first.
[[nodiscard]] absl::StatusOr<std::vector<domain::Dossier>> DossiersOf(sql::Session& tx,
                                                                      const crypto::Keyring& keys,
                                                                      const Person& person);

// Codes of the dossiers of one account.
[[nodiscard]] absl::StatusOr<std::vector<std::string>> CodesOf(sql::Session& tx,
                                                               const std::string& citizen);
// The account of a dossier, "citizens/{uuid}"; empty when it has none or does not exist.
[[nodiscard]] absl::StatusOr<std::string> AccountOf(sql::Session& tx, const std::string& code);

// Takes account, phone and, once it is closed, the look-up secret out of a dossier; name, number
// and form stay. False when it was done before.
[[nodiscard]] absl::StatusOr<bool> ForgetApplicant(sql::Session& tx, const crypto::Keyring& keys,
                                                   const domain::Dossier& dossier, absl::Time now);

}  // namespace tancua::dossier::store
