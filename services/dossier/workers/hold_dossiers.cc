#include "services/dossier/workers/hold_dossiers.h"

#include <string>
#include <vector>

#include "common/retention/holds.h"
#include "common/status/macros.h"
#include "services/dossier/store/persons.h"
#include "services/dossier/wire.h"
#include "tancua/privacy/v1/erasure.pb.h"

namespace tancua::dossier::workers {
namespace {

// The dossiers whose state may have changed with that of `subject`.
absl::StatusOr<std::vector<std::string>> Concerned(sql::Session& tx, const std::string& subject) {
  if (const auto code = wire::IdOf(subject, "dossiers")) {
    return std::vector<std::string>{std::string(*code)};
  }
  return store::CodesOf(tx, subject);
}

// By itself or through its applicant.
absl::StatusOr<bool> IsDossierHeld(sql::Session& tx, const std::string& code) {
  ASSIGN_OR_RETURN(const bool held, retention::IsHeld(tx, "dossiers/" + code));
  if (held) return true;
  ASSIGN_OR_RETURN(const std::string account, store::AccountOf(tx, code));
  return account.empty() ? absl::StatusOr<bool>(false) : retention::IsHeld(tx, account);
}

}  // namespace

absl::Status HoldDossiers(const Deps& deps, sql::Session& tx, const events::Header& header,
                          const identity::v1::LegalHoldChanged& event) {
  RETURN_IF_ERROR(retention::ApplyHold(tx, event.subject(), event.held(),
                                       wire::FromProto(event.change_time())));
  privacy::v1::DossiersHeld told;
  told.set_held(event.held());
  *told.mutable_change_time() = event.change_time();
  ASSIGN_OR_RETURN(const auto codes, Concerned(tx, event.subject()));
  for (const std::string& code : codes) {
    // One hold may end while another lasts.
    ASSIGN_OR_RETURN(const bool held, IsDossierHeld(tx, code));
    if (held == event.held()) told.add_dossiers("dossiers/" + code);
  }
  if (told.dossiers().empty()) return absl::OkStatus();
  return deps.outbox.Add(tx, header.ward, event.subject(), header.traceparent, told);
}

}  // namespace tancua::dossier::workers
