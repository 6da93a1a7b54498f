#include "services/dossier/wire.h"

#include "absl/strings/str_cat.h"
#include "common/id/ids.h"
#include "common/status/error.h"
#include "common/status/view.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::wire {
namespace {

std::string Name(std::string_view collection, std::string_view id) {
  return absl::StrCat(View(collection), "/", View(id));
}

pb::Applicant ApplicantToProto(const domain::Applicant& applicant) {
  pb::Applicant out;
  out.set_citizen(applicant.citizen);
  out.set_display_name(applicant.display_name);
  out.set_citizen_number(applicant.citizen_number);
  out.set_phone(applicant.phone);
  out.set_birth_date(applicant.birth_date);
  return out;
}

// What an officer says to the citizen; a proposal to the leader is none of it.
bool NoteIsForCitizen(domain::State to) {
  return to == domain::State::kNeedSupplement || to == domain::State::kRefused;
}

// receive_time, due_time and finish_time of any message that has them.
template <class Message>
void SetTimes(const domain::Dossier& dossier, Message& out) {
  *out.mutable_receive_time() = ToProto(dossier.receive_time);
  if (dossier.due_time) *out.mutable_due_time() = ToProto(*dossier.due_time);
  if (dossier.finish_time) *out.mutable_finish_time() = ToProto(*dossier.finish_time);
}

}  // namespace

std::optional<std::string_view> IdOf(std::string_view name, std::string_view collection) {
  if (name.size() <= collection.size() + 1 || name.substr(0, collection.size()) != collection ||
      name[collection.size()] != '/') {
    return std::nullopt;
  }
  return name.substr(collection.size() + 1);
}

// The API's enums are the domain's, one further on: 0 is "unspecified". A test holds them to it.
pb::State ToProto(domain::State state) {
  return static_cast<pb::State>(static_cast<int>(state) + 1);
}
pb::Channel ToProto(domain::Channel channel) {
  return static_cast<pb::Channel>(static_cast<int>(channel) + 1);
}
std::optional<domain::State> FromProto(pb::State state) {
  return domain::ParseState(pb::State_Name(state));
}
std::optional<domain::Channel> FromProto(pb::Channel channel) {
  return domain::ParseChannel(pb::Channel_Name(channel));
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  const std::int64_t micros = absl::ToUnixMicros(time);
  google::protobuf::Timestamp out;
  out.set_seconds(absl::ToUnixSeconds(time));
  out.set_nanos(static_cast<std::int32_t>((micros - out.seconds() * 1'000'000) * 1'000));
  return out;
}
absl::Time FromProto(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

pb::Paper ToProto(const domain::Paper& paper) {
  pb::Paper out;
  out.set_paper_id(paper.id);
  out.set_attachment(Name("attachments", paper.attachment));
  return out;
}

pb::Transition ToProto(const domain::Transition& transition) {
  pb::Transition out;
  if (transition.from) out.set_from(ToProto(*transition.from));
  out.set_to(ToProto(transition.to));
  *out.mutable_time() = ToProto(transition.time);
  out.set_actor(transition.actor);
  out.set_note(transition.note);
  return out;
}

pb::Assistance ToProto(const domain::Assistance& assistance) {
  pb::Assistance out;
  out.set_verification(assistance.verification);
  out.set_assistant(assistance.assistant);
  out.set_paper_seen(assistance.paper_seen);
  out.set_place(assistance.place);
  out.set_confirmation(assistance.confirmation);
  return out;
}

pb::Assignment ToProto(const domain::Assignment& assignment) {
  pb::Assignment out;
  out.set_position(assignment.position);
  *out.mutable_time() = ToProto(assignment.time);
  out.set_actor(assignment.actor);
  return out;
}

pb::Dossier ToProto(const domain::Dossier& dossier) {
  pb::Dossier out;
  out.set_name(Name("dossiers", dossier.code));
  out.set_procedure(Name("procedures", dossier.procedure));
  out.set_procedure_title(dossier.procedure_title);
  out.set_procedure_version(dossier.procedure_version);
  out.set_ward(Name("wards", dossier.ward));
  out.set_channel(ToProto(dossier.channel));
  out.set_state(ToProto(dossier.state));
  out.set_state_title(std::string(domain::Title(dossier.state)));
  *out.mutable_applicant() = ApplicantToProto(dossier.applicant);
  SetTimes(dossier, out);
  out.set_due_explanation(dossier.due_explanation);
  out.set_fee_vnd(dossier.fee_vnd);
  out.set_etag(absl::StrCat(dossier.revision));
  out.set_position(dossier.position);
  return out;
}

pb::DossierStatus ToStatus(const domain::Dossier& dossier, std::string_view agency_title) {
  pb::DossierStatus out;
  out.set_name(Name("dossiers", dossier.code));
  out.set_procedure_title(dossier.procedure_title);
  out.set_agency_title(std::string(agency_title));
  out.set_state(ToProto(dossier.state));
  out.set_state_title(std::string(domain::Title(dossier.state)));
  SetTimes(dossier, out);
  return out;
}

pb::DossierChanged ToEvent(const domain::Dossier& dossier, const domain::Transition& transition,
                           std::string_view agency_title) {
  pb::DossierChanged out;
  out.set_dossier(Name("dossiers", dossier.code));
  out.set_revision(dossier.revision);
  out.set_ward(Name("wards", dossier.ward));
  out.set_procedure(Name("procedures", dossier.procedure));
  out.set_procedure_title(dossier.procedure_title);
  out.set_channel(ToProto(dossier.channel));
  if (transition.from) out.set_previous_state(ToProto(*transition.from));
  out.set_state(ToProto(dossier.state));
  SetTimes(dossier, out);
  *out.mutable_change_time() = ToProto(transition.time);
  out.set_citizen(dossier.applicant.citizen);
  out.set_applicant_name(dossier.applicant.display_name);
  out.set_applicant_phone(dossier.applicant.phone);
  if (NoteIsForCitizen(transition.to)) out.set_note(transition.note);
  out.set_supplement_requests(dossier.supplement_requests);
  if (IdOf(transition.actor, "officers")) out.set_officer(transition.actor);
  out.set_agency_title(std::string(agency_title));
  out.set_assisted(dossier.assisted);
  return out;
}

domain::Applicant FromProto(const pb::Applicant& applicant) {
  return {.citizen = applicant.citizen(),
          .display_name = applicant.display_name(),
          .citizen_number = applicant.citizen_number(),
          .phone = applicant.phone(),
          .birth_date = applicant.birth_date()};
}

absl::StatusOr<std::vector<domain::Paper>> FromProto(
    const google::protobuf::RepeatedPtrField<pb::Paper>& papers) {
  std::vector<domain::Paper> out;
  for (const pb::Paper& paper : papers) {
    const auto id = IdOf(paper.attachment(), "attachments");
    if (!id || !IsUuid(*id)) {
      return status::Error(kAttachmentNotFound,
                           {.field = absl::StrCat("papers[", out.size(), "].attachment")});
    }
    out.push_back({.id = paper.paper_id(), .attachment = std::string(*id)});
  }
  return out;
}

}  // namespace tancua::dossier::wire
