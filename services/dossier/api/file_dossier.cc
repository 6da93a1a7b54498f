#include <string>
#include <utility>

#include "common/calendar/calendar.h"
#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/dossier/api/access.h"
#include "services/dossier/api/claim_papers.h"
#include "services/dossier/api/dossier_view.h"
#include "services/dossier/api/filing.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/domain/code.h"
#include "services/dossier/store/assistances.h"
#include "services/dossier/store/dossiers.h"
#include "services/dossier/wire.h"

namespace tancua::dossier::api {
namespace {

// The answer: as GetDossier would read it, and the secret, which no later call shows.
pb::Dossier Answer(const Filing& filing, const domain::Dossier& dossier,
                   const domain::Transition& transition, const google::protobuf::Struct& form) {
  pb::Dossier answer = wire::ToProto(dossier);
  *answer.mutable_form() = form;
  for (const domain::Paper& paper : filing.papers) *answer.add_papers() = wire::ToProto(paper);
  *answer.add_history() = wire::ToProto(transition);
  if (filing.assistance) *answer.mutable_assistance() = wire::ToProto(*filing.assistance);
  answer.set_lookup_secret(filing.lookup_secret);
  return answer;
}

// Runs in the transaction, perhaps more than once: `filing` stays as it is.
absl::StatusOr<pb::Dossier> Store(const Deps& deps, sql::Session& tx, const rpc::Call& call,
                                  const Filing& filing, const google::protobuf::Struct& form) {
  domain::Dossier dossier = filing.dossier;
  domain::DossierCode code{.agency = filing.ward->agency_code,
                           .day = calendar::LocalDay(dossier.receive_time)};
  ASSIGN_OR_RETURN(code.sequence, store::TakeNumber(tx, code.agency, code.day));
  dossier.code = code.Text();
  RETURN_IF_ERROR(store::Insert(tx, dossier, filing.sealed));
  if (filing.assistance) {
    RETURN_IF_ERROR(store::AddAssistance(tx, dossier.code, *filing.assistance));
  }
  const std::string& filer = call.caller.subject;
  RETURN_IF_ERROR(ClaimPapers(tx,
                              {.procedure = filing.entry->procedure,
                               .dossier = dossier.code,
                               .uploader = filer,
                               .time = filing.now},
                              filing.papers));
  const domain::Transition transition{.to = dossier.state, .time = filing.now, .actor = filer};
  RETURN_IF_ERROR(store::AddTransition(tx, dossier.code, dossier.revision, transition, ""));
  const pb::DossierChanged event = wire::ToEvent(dossier, transition, filing.ward->agency_title);
  RETURN_IF_ERROR(deps.outbox.Add(tx, dossier.ward, event.dossier(), call.traceparent, event));
  RETURN_IF_ERROR(RecordAccess(deps, tx, call, audit::v1::FILED, dossier));
  return Answer(filing, dossier, transition, form);
}

}  // namespace

absl::StatusOr<pb::Dossier> FileDossier(const Deps& deps, const rpc::Call& call,
                                        const pb::FileDossierRequest& request) {
  ASSIGN_OR_RETURN(const Filing filing, PrepareFiling(deps, call, request));
  pb::Dossier answer;
  const absl::StatusOr<rpc::Run> run =
      rpc::Once(deps.database, filing.ward->agency_code, call, request.request_id(), deps.keys,
                deps.clock, request, answer, [&](sql::Session& tx) -> absl::Status {
                  ASSIGN_OR_RETURN(answer, Store(deps, tx, call, filing, request.form()));
                  return absl::OkStatus();
                });
  const bool filed = run.ok() && *run == rpc::Run::kFirst;
  deps.metrics.CountFiling(filing.dossier.channel, !run.ok() ? Metrics::Filing::kRefused
                                                   : filed   ? Metrics::Filing::kFiled
                                                             : Metrics::Filing::kRepeated);
  RETURN_IF_ERROR(run.status());
  if (filed) deps.metrics.CountChange(filing.dossier.state);
  return ForCaller(deps, call, std::move(answer));
}

}  // namespace tancua::dossier::api
