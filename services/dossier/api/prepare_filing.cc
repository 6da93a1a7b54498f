#include <optional>
#include <utility>

#include "common/calendar/calendar.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "nlohmann/json.hpp"
#include "services/dossier/api/due_time.h"
#include "services/dossier/api/filing.h"
#include "services/dossier/citizens/assistance_records.h"
#include "services/dossier/domain/code.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/domain/fee.h"
#include "services/dossier/domain/lookup_secret.h"
#include "services/dossier/wire.h"

namespace tancua::dossier::api {
namespace {

namespace pb = tancua::dossier::v1;

absl::StatusOr<const catalogue::Entry*> FindProcedure(const Deps& deps, std::string_view name,
                                                      absl::CivilDay day) {
  const auto code = wire::IdOf(name, "procedures");
  const catalogue::Entry* entry =
      code ? deps.catalogue.Get().Find(domain::WithoutProvince(*code), day) : nullptr;
  if (entry == nullptr) return status::Error(kProcedureUnknown, {.field = "procedure"});
  return entry;
}

absl::StatusOr<const ward::Ward*> FindWard(const Deps& deps, std::string_view name,
                                           absl::CivilDay day) {
  const auto code = wire::IdOf(name, "wards");
  const ward::Ward* ward = code ? deps.wards.Find(*code) : nullptr;
  if (ward == nullptr || !ward->ValidOn(day)) {
    return status::Error(kWardUnknown, {.field = "ward"});
  }
  return ward;
}

absl::StatusOr<domain::Applicant> CheckApplicant(const Deps& deps, const rpc::Call& call,
                                                 const pb::Applicant& stated, absl::Time now) {
  const domain::Applicant applicant = wire::FromProto(stated);
  if (!call.caller.IsCitizen()) {
    return domain::CheckDescribedApplicant(applicant, calendar::LocalDay(now));
  }
  ASSIGN_OR_RETURN(domain::Applicant verified, deps.citizens.Get(call));
  return domain::CheckOwnApplicant(std::move(verified), applicant);
}

domain::Quantities QuantitiesOf(const nlohmann::json& form) {
  const auto number = [&](const char* key) {
    const auto found = form.find(key);
    return found != form.end() && found->is_number_integer() ? found->get<std::int64_t>() : 1;
  };
  return {.copies = number("copies"), .pages = number("pages")};
}

domain::Filer FilerOf(const rpc::Caller& caller) {
  if (!caller.IsCitizen()) return domain::Filer::kClerk;
  return caller.IsAssisted() ? domain::Filer::kAssisted : domain::Filer::kCitizen;
}

std::optional<absl::Time> StatedReceiveTime(const pb::FileDossierRequest& request) {
  if (!request.has_receive_time()) return std::nullopt;
  return wire::FromProto(request.receive_time());
}

}  // namespace

absl::StatusOr<Filing> PrepareFiling(const Deps& deps, const rpc::Call& call,
                                     const pb::FileDossierRequest& request) {
  const domain::Filer filer = FilerOf(call.caller);
  Filing filing{.now = deps.clock.Now()};
  const std::optional<absl::Time> stated = StatedReceiveTime(request);
  RETURN_IF_ERROR(domain::CheckReceiveTime(stated, filer, filing.now));
  domain::Dossier& dossier = filing.dossier;
  dossier.receive_time = stated.value_or(filing.now);
  const absl::CivilDay day = calendar::LocalDay(dossier.receive_time);

  ASSIGN_OR_RETURN(filing.entry, FindProcedure(deps, request.procedure(), day));
  const domain::Procedure& procedure = filing.entry->procedure;
  ASSIGN_OR_RETURN(filing.ward, FindWard(deps, request.ward(), day));
  const auto channel = wire::FromProto(request.channel());
  if (!channel) return status::Error(kChannelNotAllowed, {.field = "channel"});
  RETURN_IF_ERROR(domain::CheckChannel(procedure, *channel, filer));
  if (filer == domain::Filer::kCitizen) {
    RETURN_IF_ERROR(domain::CheckIdentity(procedure.identity, call.caller.level,
                                          call.caller.verified_at, filing.now));
  }

  const nlohmann::json form = catalogue::ToJson(request.form());
  RETURN_IF_ERROR(filing.entry->form.Check(form));
  ASSIGN_OR_RETURN(filing.papers, wire::FromProto(request.papers()));
  RETURN_IF_ERROR(domain::CheckPapersKnown(procedure, filing.papers));
  RETURN_IF_ERROR(domain::CheckPapersComplete(procedure, filing.papers));
  ASSIGN_OR_RETURN(dossier.applicant, CheckApplicant(deps, call, request.applicant(), filing.now));
  if (filer == domain::Filer::kAssisted) {
    ASSIGN_OR_RETURN(filing.assistance,
                     citizens::ReadAssistance(deps.identity, call, request.ward()));
  }
  ASSIGN_OR_RETURN(calendar::Due due, DueTime(deps.calendar, dossier.receive_time, procedure.term));

  dossier.ward = filing.ward->code;
  dossier.procedure = procedure.code;
  dossier.procedure_version = procedure.Version();
  dossier.procedure_title = procedure.title;
  dossier.channel = *channel;
  dossier.state = domain::FirstState(*channel);
  dossier.assisted = filing.assistance.has_value();
  dossier.due_time = due.time;
  dossier.due_explanation = std::move(due.explanation);
  dossier.fee_vnd = domain::FeeVnd(procedure.fee, *channel, QuantitiesOf(form));
  filing.lookup_secret = deps.ids.NewReadableSecret(domain::kLookupSecretLength);
  filing.sealed = store::Seal(deps.keys, dossier.applicant, request.form().SerializeAsString(),
                              filing.lookup_secret);
  return filing;
}

}  // namespace tancua::dossier::api
