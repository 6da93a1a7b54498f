#include "services/identity/wire_assistance.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/id/ids.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/domain/assistance_errors.h"
#include "services/identity/domain/short_text.h"
#include "services/identity/wire_time.h"

namespace tancua::identity::wire {
namespace {

constexpr char kAssistedVerifications[] = "assistedVerifications/";
constexpr std::size_t kLongestPlace = 200;
constexpr std::size_t kLongestDeviceId = 100;

domain::PaperText PaperOf(const v1::PersonOnPaper& person) {
  return {.number = person.citizen_number(),
          .name = person.display_name(),
          .birth_date = person.birth_date(),
          .sex = person.sex() == v1::MALE     ? domain::Sex::kMale
                 : person.sex() == v1::FEMALE ? domain::Sex::kFemale
                                              : domain::Sex::kUnknown,
          .phone = person.phone()};
}

// The enumerator's name; INVALID_FIELD when it is unspecified or of a later version.
absl::StatusOr<std::string> NameOf(const std::string& name, int number, const char* field) {
  if (number == 0 || name.empty()) return status::Error(status::kInvalidField, {.field = field});
  return name;
}

v1::LevelActivated::Source SourceOf(const domain::Activation& activation) {
  return activation.recorded ? v1::LevelActivated::RECORDED : v1::LevelActivated::AUTOMATIC;
}

// What an activation and the event of it both say.
template <typename Message>
void Describe(const domain::Activation& activation, Message& out) {
  out.set_ward("wards/" + activation.ward);
  out.set_quarter(activation.quarter);
  out.set_level(activation.level);
  out.set_source(SourceOf(activation));
  out.set_campaign(activation.campaign);
  out.set_team(activation.team);
  out.set_officer(activation.officer);
  *out.mutable_activate_time() = ToTimestamp(activation.activated_at);
}

}  // namespace

absl::StatusOr<std::string> ParseAssistedName(std::string_view name) {
  absl::string_view id = View(name);
  if (!absl::ConsumePrefix(&id, kAssistedVerifications) || !IsUuid(StdView(id))) {
    return status::Error(kAssistedVerificationNotFound, {.field = "name"});
  }
  return std::string(id);
}

v1::AssistedVerification ToAssisted(const domain::AssistedVerification& verification) {
  v1::AssistedVerification out;
  out.set_name(kAssistedVerifications + verification.id);
  out.set_state(verification.confirmed ? v1::AssistedVerification::CONFIRMED
                                       : v1::AssistedVerification::PENDING);
  out.set_ward("wards/" + verification.ward);
  out.set_assistant(verification.assistant);
  v1::AssistedVerification::PaperSeen paper_seen{};
  v1::AssistedVerification::PaperSeen_Parse(verification.paper_seen, &paper_seen);
  out.set_paper_seen(paper_seen);
  out.set_place(verification.place);
  out.set_device_id(verification.device_id);
  v1::AssistedVerification::Confirmation confirmation{};
  v1::AssistedVerification::Confirmation_Parse(verification.confirmation, &confirmation);
  out.set_confirmation(confirmation);
  out.set_signed_paper(verification.signed_paper);
  out.set_signed_paper_sha256(verification.signed_paper_sha256);
  out.set_citizen(verification.citizen);
  for (const std::string& warning : verification.warnings) out.add_warnings(warning);
  *out.mutable_create_time() = ToTimestamp(verification.created_at);
  if (verification.confirmed_at) {
    *out.mutable_confirm_time() = ToTimestamp(*verification.confirmed_at);
  }
  *out.mutable_expire_time() = ToTimestamp(verification.expires_at);
  return out;
}

absl::StatusOr<domain::AssistedVerification> FromWire(
    const v1::CreateAssistedVerificationRequest& request, absl::CivilDay today) {
  using Verification = v1::AssistedVerification;
  domain::AssistedVerification out;
  ASSIGN_OR_RETURN(out.paper_seen, NameOf(Verification::PaperSeen_Name(request.paper_seen()),
                                          request.paper_seen(), "paper_seen"));
  ASSIGN_OR_RETURN(out.confirmation, NameOf(Verification::Confirmation_Name(request.confirmation()),
                                            request.confirmation(), "confirmation"));
  ASSIGN_OR_RETURN(out.place, domain::CheckShortText(request.place(), kLongestPlace, "place"));
  ASSIGN_OR_RETURN(out.device_id,
                   domain::CheckShortText(request.device_id(), kLongestDeviceId, "device_id"));
  ASSIGN_OR_RETURN(out.person, domain::ReadPaper(PaperOf(request.person()),
                                                 out.confirmation == domain::kByCode, today));
  return out;
}

v1::Activation ToActivation(const domain::Activation& activation) {
  v1::Activation out;
  out.set_name("activations/" + activation.id);
  Describe(activation, out);
  return out;
}

v1::LevelActivated ToEvent(const domain::Activation& activation) {
  v1::LevelActivated out;
  out.set_activation("activations/" + activation.id);
  out.set_revision(activation.revision);
  Describe(activation, out);
  return out;
}

}  // namespace tancua::identity::wire
