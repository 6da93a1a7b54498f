#include "services/dossier/api/dossier_view.h"

#include "absl/strings/str_cat.h"
#include "common/rpc/scopes.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/domain/code.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/store/assignments.h"
#include "services/dossier/store/assistances.h"
#include "services/dossier/store/attachments.h"
#include "services/dossier/store/dossiers.h"
#include "services/dossier/wire.h"

namespace tancua::dossier::api {

namespace pb = tancua::dossier::v1;

namespace {

// Few dossiers have either; the others are not asked for them.
absl::Status AddHelpAndTasks(sql::Session& tx, const domain::Dossier& dossier, pb::Dossier& view) {
  if (!dossier.position.empty()) {
    ASSIGN_OR_RETURN(const auto assignments, store::LoadAssignments(tx, dossier.code));
    for (const auto& assignment : assignments) {
      *view.add_assignments() = wire::ToProto(assignment);
    }
  }
  if (dossier.assisted) {
    ASSIGN_OR_RETURN(const auto assistance, store::LoadAssistance(tx, dossier.code));
    if (assistance) *view.mutable_assistance() = wire::ToProto(*assistance);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> CodeOf(std::string_view name) {
  const auto code = wire::IdOf(name, "dossiers");
  if (!code || !domain::ParseCode(*code).ok()) {
    return status::Error(kDossierNotFound, {.field = "name"});
  }
  return std::string(*code);
}

absl::Status RequireAccess(const rpc::Call& call, const domain::Dossier& dossier) {
  return call.RequireWardOrSubject(absl::StrCat("wards/", dossier.ward), dossier.applicant.citizen);
}

absl::StatusOr<pb::Dossier> LoadView(const Deps& deps, sql::Session& tx, const rpc::Call& call,
                                     const domain::Dossier& dossier) {
  pb::Dossier view = wire::ToProto(dossier);
  ASSIGN_OR_RETURN(const std::string form, store::LoadForm(tx, deps.keys, dossier.code));
  if (!view.mutable_form()->ParseFromString(form)) return absl::DataLossError("form is damaged");
  ASSIGN_OR_RETURN(const auto papers, store::LoadPapers(tx, dossier.code));
  for (const domain::Paper& paper : papers) *view.add_papers() = wire::ToProto(paper);
  ASSIGN_OR_RETURN(const auto history, store::LoadTransitions(tx, deps.keys, dossier.code));
  for (const domain::Transition& transition : history) {
    pb::Transition& shown = *view.add_history();
    shown = wire::ToProto(transition);
    if (!call.caller.IsOfficer() && transition.to == domain::State::kSubmittedForApproval) {
      shown.clear_note();
    }
  }
  RETURN_IF_ERROR(AddHelpAndTasks(tx, dossier, view));
  return view;
}

pb::Dossier ForCaller(const Deps& deps, const rpc::Call& call, pb::Dossier dossier) {
  const std::string& client = call.caller.client;
  if (client.empty()) return dossier;
  pb::Applicant& applicant = *dossier.mutable_applicant();
  applicant.set_citizen(deps.names.For(client, applicant.citizen()));
  for (pb::Transition& transition : *dossier.mutable_history()) {
    transition.set_actor(deps.names.For(client, transition.actor()));
  }
  if (!call.caller.IsPartner() || call.caller.HasScope(rpc::kApplicantsRead)) return dossier;
  const std::string citizen = applicant.citizen();
  applicant.Clear();
  applicant.set_citizen(citizen);
  dossier.clear_form();
  for (pb::Transition& transition : *dossier.mutable_history()) transition.clear_note();
  return dossier;
}

std::string_view AgencyTitle(const Deps& deps, const domain::Dossier& dossier) {
  const ward::Ward* ward = deps.wards.Find(dossier.ward);
  return ward == nullptr ? std::string_view() : std::string_view(ward->agency_title);
}

}  // namespace tancua::dossier::api
