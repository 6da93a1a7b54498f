#include "services/dossier/store/dossier_row.h"

#include <utility>

#include "common/status/macros.h"
#include "services/dossier/store/sealing.h"

namespace tancua::dossier::store {

// The names are those of a CHECK constraint, so that value() cannot fail on a row of ours.
DossierRow ReadDossierRow(const sql::Row& row) {
  return {.dossier = {.code = row.Text(0),
                      .ward = row.Text(1),
                      .procedure = row.Text(2),
                      .procedure_version = row.Text(3),
                      .procedure_title = row.Text(4),
                      .channel = domain::ParseChannel(row.Text(5)).value(),
                      .state = domain::ParseState(row.Text(6)).value(),
                      .revision = row.Int(7),
                      .receive_time = row.Time(9),
                      .due_time = row.OptionalTime(10),
                      .due_explanation = row.Text(11),
                      .finish_time = row.OptionalTime(12),
                      .supplement_requests = static_cast<int>(row.Int(13)),
                      .fee_vnd = row.Int(14),
                      .position = row.Text(15),
                      .assisted = row.Int(16) != 0},
          .applicant_sealed = row.Text(8)};
}

absl::StatusOr<domain::Dossier> Open(const crypto::Keyring& keys, DossierRow row) {
  ASSIGN_OR_RETURN(row.dossier.applicant, OpenApplicant(keys, row.applicant_sealed));
  return std::move(row.dossier);
}

}  // namespace tancua::dossier::store
