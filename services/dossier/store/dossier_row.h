#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/dossier/domain/dossier.h"

// How a row of dossiers is read; for the .cc files of this folder. A macro, because the text of
// a statement must be one literal.
#define TANCUA_DOSSIER_COLUMNS                                                         \
  "code, ward, procedure_code, procedure_version, procedure_title, channel, state, "   \
  "revision, applicant_sealed, receive_time, due_time, due_explanation, finish_time, " \
  "supplement_requests, fee_vnd, position, assisted"

namespace tancua::dossier::store {

struct DossierRow {
  domain::Dossier dossier;  // without the applicant
  std::string applicant_sealed;
};

// Reads the columns named above, in their order.
[[nodiscard]] DossierRow ReadDossierRow(const sql::Row& row);

[[nodiscard]] absl::StatusOr<domain::Dossier> Open(const crypto::Keyring& keys, DossierRow row);

}  // namespace tancua::dossier::store
