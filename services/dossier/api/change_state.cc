#include "services/dossier/api/change_state.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/rpc/idempotency.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/api/access.h"
#include "services/dossier/api/dossier_view.h"
#include "services/dossier/api/due_time.h"
#include "services/dossier/domain/code.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/store/dossiers.h"
#include "services/dossier/wire.h"

namespace tancua::dossier::api {
namespace {

namespace pb = tancua::dossier::v1;

absl::Status Apply(const Deps& deps, const Change& change, absl::Time now,
                   domain::Dossier& dossier) {
  const auto due_from = [&](absl::Time start) -> absl::StatusOr<calendar::Due> {
    ASSIGN_OR_RETURN(const domain::Procedure* procedure, ProcedureOf(deps, dossier));
    return DueTime(deps.calendar, start, procedure->term);
  };
  return domain::Apply(change.verb, now, due_from, dossier);
}

// Runs in the transaction.
absl::StatusOr<domain::Dossier> Store(const Deps& deps, sql::Session& tx, const rpc::Call& call,
                                      const Change& change, domain::Dossier dossier) {
  const absl::Time now = deps.clock.Now();
  domain::Transition transition{
      .from = dossier.state, .time = now, .actor = call.caller.subject, .note = change.note};
  RETURN_IF_ERROR(Apply(deps, change, now, dossier));
  transition.to = dossier.state;
  RETURN_IF_ERROR(change.also(tx, dossier));
  RETURN_IF_ERROR(store::Update(tx, dossier));
  RETURN_IF_ERROR(store::AddTransition(tx, dossier.code, dossier.revision, transition,
                                       store::SealNote(deps.keys, change.note)));
  const pb::DossierChanged event = wire::ToEvent(dossier, transition, AgencyTitle(deps, dossier));
  RETURN_IF_ERROR(deps.outbox.Add(tx, dossier.ward, event.dossier(), call.traceparent, event));
  RETURN_IF_ERROR(RecordAccess(deps, tx, call, audit::v1::CHANGED, dossier));
  return dossier;
}

}  // namespace

absl::StatusOr<pb::Dossier> ChangeState(const Deps& deps, const rpc::Call& call,
                                        const Target& target, const Change& change) {
  ASSIGN_OR_RETURN(const std::string code, CodeOf(target.name));
  ASSIGN_OR_RETURN(const domain::DossierCode parsed, domain::ParseCode(code));
  pb::Dossier answer;
  domain::State changed_to{};
  ASSIGN_OR_RETURN(
      const rpc::Run run,
      rpc::Once(deps.database, parsed.agency, call, target.request_id, deps.keys, deps.clock,
                target.request, answer, [&](sql::Session& tx) -> absl::Status {
                  ASSIGN_OR_RETURN(domain::Dossier before,
                                   LoadForChange(deps, tx, call, code, target.etag));
                  ASSIGN_OR_RETURN(const domain::Dossier after,
                                   Store(deps, tx, call, change, std::move(before)));
                  changed_to = after.state;
                  ASSIGN_OR_RETURN(answer, LoadView(deps, tx, call, after));
                  return absl::OkStatus();
                }));
  if (run == rpc::Run::kFirst) deps.metrics.CountChange(changed_to);
  return ForCaller(deps, call, std::move(answer));
}

absl::StatusOr<domain::Dossier> LoadForChange(const Deps& deps, sql::Session& tx,
                                              const rpc::Call& call, const std::string& code,
                                              const std::string& etag) {
  ASSIGN_OR_RETURN(domain::Dossier dossier, store::Load(tx, deps.keys, code));
  RETURN_IF_ERROR(RequireAccess(call, dossier));
  if (!etag.empty() && etag != absl::StrCat(dossier.revision)) {
    return status::Error(kEtagMismatch, {.field = "etag"});
  }
  return dossier;
}

absl::StatusOr<const domain::Procedure*> ProcedureOf(const Deps& deps,
                                                     const domain::Dossier& dossier) {
  const catalogue::Entry* entry =
      deps.catalogue.Get().FindVersion(dossier.procedure, dossier.procedure_version);
  if (entry == nullptr) {
    return absl::InternalError(absl::StrCat("the catalogue lost version ",
                                            dossier.procedure_version, " of ", dossier.procedure));
  }
  return &entry->procedure;
}

}  // namespace tancua::dossier::api
