#include "services/survey/workers/invite.h"

#include <string>

#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "services/survey/domain/invitation.h"
#include "services/survey/domain/link.h"
#include "services/survey/store/invitations.h"
#include "services/survey/store/privacy.h"
#include "services/survey/wire.h"
#include "services/survey/workers/privacy.h"
#include "tancua/dossier/v1/events.pb.h"
#include "tancua/survey/v1/events.pb.h"

namespace tancua::survey::workers {
namespace {

using dossier::v1::DossierChanged;

v1::SurveyInvited ToEvent(const DossierChanged& dossier, const std::string& uri, absl::Time now,
                          absl::Time expire_time) {
  v1::SurveyInvited event;
  event.set_dossier(dossier.dossier());
  event.set_ward(dossier.ward());
  event.set_uri(uri);
  event.set_procedure_title(dossier.procedure_title());
  event.set_agency_title(dossier.agency_title());
  event.set_applicant_name(dossier.applicant_name());
  event.set_applicant_phone(dossier.applicant_phone());
  *event.mutable_expire_time() = wire::ToTimestamp(expire_time);
  *event.mutable_invite_time() = wire::ToTimestamp(now);
  return event;
}

absl::Status Invite(Deps& deps, sql::Session& tx, const events::Header& header,
                    const DossierChanged& dossier) {
  if (dossier.dossier().empty()) return absl::InvalidArgumentError("event names no dossier");
  if (!dossier.citizen().empty()) {
    ASSIGN_OR_RETURN(const bool opted_out, store::IsOptedOut(tx, dossier.citizen()));
    if (opted_out) return absl::OkStatus();
  }
  const absl::Time now = deps.clock.Now();
  const auto* questionnaire = deps.questionnaires.ValidOn(calendar::LocalDay(now));
  if (questionnaire == nullptr) return absl::FailedPreconditionError("no questionnaire is valid");

  const domain::Invitation invitation{
      .id = deps.ids.NewUuid(),
      .dossier = dossier.dossier(),
      .ward = dossier.ward(),
      .procedure_title = dossier.procedure_title(),
      .questionnaire = questionnaire->Key(),
      .expire_time = now + absl::Hours(24) * questionnaire->answer_days};
  // A new one in each run of the transaction; only that of the committed run gets out.
  const std::string token = domain::NewToken(deps.ids);
  ASSIGN_OR_RETURN(const bool added, store::AddInvitation(tx, deps.keys, invitation, token, now));
  if (!added) return absl::OkStatus();
  return deps.outbox.Add(tx, header.ward, dossier.dossier(), header.traceparent,
                         ToEvent(dossier, domain::Link(deps.config.public_base_url, token), now,
                                 invitation.expire_time));
}

}  // namespace

events::Subscription Invitations(Deps& deps) {
  events::Subscription subscription("survey", {"dossier", "identity"});
  subscription.On<DossierChanged>([&deps](sql::Session& tx, const events::Header& header,
                                          const DossierChanged& dossier) -> absl::Status {
    // RETURNED is the last state, so no newer revision can make the invitation wrong.
    if (dossier.state() != dossier::v1::RETURNED) return absl::OkStatus();
    return Invite(deps, tx, header, dossier);
  });
  AddPrivacy(deps, subscription);
  return subscription;
}

}  // namespace tancua::survey::workers
