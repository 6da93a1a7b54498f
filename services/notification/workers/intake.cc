#include "services/notification/workers/intake.h"

#include <algorithm>

#include "common/person/phone.h"
#include "common/status/macros.h"
#include "common/text/text.h"
#include "services/notification/wire.h"

namespace tancua::notification {
namespace {

// Where a message can reach: a mobile number; anything else is as good as none.
std::string Reachable(const std::string& phone) {
  const auto parsed = person::ParsePhone(phone);
  return parsed.ok() && parsed->mobile ? parsed->e164 : std::string();
}

}  // namespace

absl::Status Intake::OnDossierChanged(sql::Session& tx, const events::Header& header,
                                      const dossier::v1::DossierChanged& event) const {
  return Take(tx, header, dossier::v1::State_Name(event.state()), FromWire(event));
}

absl::Status Intake::OnSurveyInvited(sql::Session& tx, const events::Header& header,
                                     const survey::v1::SurveyInvited& event) const {
  return Take(tx, header, "", FromWire(event));
}

absl::Status Intake::OnOneTimeCodeIssued(sql::Session& tx, const events::Header& header,
                                         const identity::v1::OneTimeCodeIssued& event) const {
  return Take(tx, header, "", FromWire(event));
}

absl::Status Intake::Take(sql::Session& tx, const events::Header& header, std::string_view state,
                          domain::Message message) const {
  const absl::Time now = clock_.Now();
  const domain::Template* tmpl = catalogue_.ForEvent(header.type, state, now);
  if (tmpl == nullptr) return absl::OkStatus();
  message.id = header.id;
  message.ward = header.ward;
  message.template_id = tmpl->id;
  message.template_version = tmpl->version;
  message.rung = tmpl->zns_template_id.empty() ? domain::Rung::kSms : first_rung_;
  message.phone = Reachable(message.phone);
  ASSIGN_OR_RETURN(message.facts.applicant_name, text::Nfc(message.facts.applicant_name));
  message.create_time = now;
  message.traceparent = header.traceparent;
  message.expire_time = std::min({now + tmpl->valid_for,
                                  message.facts.link_expire_time.value_or(absl::InfiniteFuture()),
                                  message.facts.code_expire_time.value_or(absl::InfiniteFuture())});
  message.due_time = tmpl->urgent ? now : rules_.quiet_hours.NextAllowed(now);
  return store_.Add(tx, message);
}

}  // namespace tancua::notification
