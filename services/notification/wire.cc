#include "services/notification/wire.h"

#include "common/person/phone.h"

namespace tancua::notification {
namespace {

using google::protobuf::Timestamp;

constexpr std::string_view kDossiers = "dossiers/";

absl::Time FromWire(const Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

void ToWire(absl::Time time, Timestamp& out) {
  const std::int64_t micros = absl::ToUnixMicros(time);
  out.set_seconds(micros / 1'000'000);
  out.set_nanos(static_cast<std::int32_t>(micros % 1'000'000) * 1000);
}

std::string DossierCode(std::string_view name) {
  if (name.starts_with(kDossiers)) name.remove_prefix(kDossiers.size());
  return std::string(name);
}

// The names of domain and API are the same words.
v1::Message::State ToWire(domain::State state) {
  v1::Message::State out = v1::Message::STATE_UNSPECIFIED;
  v1::Message::State_Parse(std::string(Name(state)), &out);
  return out;
}

v1::Rung ToWire(domain::Rung rung) { return rung == domain::Rung::kZns ? v1::ZNS : v1::SMS; }

}  // namespace

domain::Message FromWire(const dossier::v1::DossierChanged& event) {
  domain::Message message;
  message.phone = event.applicant_phone();
  message.facts.applicant_name = event.applicant_name();
  message.facts.dossier = DossierCode(event.dossier());
  message.facts.agency = event.agency_title();
  message.facts.change_time = FromWire(event.change_time());
  if (event.has_due_time()) message.facts.due_time = FromWire(event.due_time());
  return message;
}

domain::Message FromWire(const survey::v1::SurveyInvited& event) {
  domain::Message message;
  message.phone = event.applicant_phone();
  message.facts.applicant_name = event.applicant_name();
  message.facts.dossier = DossierCode(event.dossier());
  message.facts.agency = event.agency_title();
  message.facts.change_time = FromWire(event.invite_time());
  message.facts.link = event.uri();
  if (event.has_expire_time()) message.facts.link_expire_time = FromWire(event.expire_time());
  return message;
}

domain::Message FromWire(const identity::v1::OneTimeCodeIssued& event) {
  domain::Message message;
  message.phone = event.phone();
  message.facts.change_time = FromWire(event.issue_time());
  message.facts.code = event.code();
  message.facts.code_expire_time = FromWire(event.expire_time());
  return message;
}

v1::Message ToWire(const domain::Message& message) {
  v1::Message out;
  out.set_name("messages/" + message.id);
  out.set_dossier(std::string(kDossiers) + message.facts.dossier);
  out.set_template_id(message.template_id);
  out.set_state(ToWire(message.state));
  out.set_rung(ToWire(message.rung));
  out.set_attempts(message.attempts);
  if (!message.phone.empty()) out.set_masked_phone(person::MaskPhone(message.phone));
  out.set_error(message.error);
  ToWire(message.create_time, *out.mutable_create_time());
  if (message.send_time) ToWire(*message.send_time, *out.mutable_send_time());
  return out;
}

}  // namespace tancua::notification
