#include "services/identity/wire.h"

#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "common/id/ids.h"
#include "common/status/view.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/domain/errors.h"
#include "services/identity/wire_time.h"

namespace tancua::identity::wire {
namespace {

v1::Sex ToSex(domain::Sex sex) {
  switch (sex) {
    case domain::Sex::kMale:
      return v1::MALE;
    case domain::Sex::kFemale:
      return v1::FEMALE;
    case domain::Sex::kUnknown:
      return v1::SEX_UNSPECIFIED;
  }
  return v1::SEX_UNSPECIFIED;
}

v1::Verification::State ToState(domain::Verification::State state) {
  switch (state) {
    case domain::Verification::State::kPending:
    case domain::Verification::State::kClaimed:
      return v1::Verification::PENDING;
    case domain::Verification::State::kCompleted:
      return v1::Verification::COMPLETED;
    case domain::Verification::State::kFailed:
      return v1::Verification::FAILED;
  }
  return v1::Verification::STATE_UNSPECIFIED;
}

}  // namespace

absl::StatusOr<std::string> ParseSessionName(std::string_view name) {
  absl::string_view id = View(name);
  if (!absl::ConsumePrefix(&id, "sessions/") || !IsUuid(StdView(id))) {
    return status::Error(kSessionNotFound, {.field = "name"});
  }
  return std::string(id);
}

absl::StatusOr<std::string> ParseVerificationName(std::string_view name) {
  absl::string_view id = View(name);
  if (!absl::ConsumePrefix(&id, "verifications/") || !IsUuid(StdView(id))) {
    return status::Error(kVerificationNotFound, {.field = "name"});
  }
  return std::string(id);
}

v1::Verification ToVerification(const domain::Verification& verification) {
  v1::Verification out;
  out.set_name("verifications/" + verification.id);
  out.set_state(ToState(verification.state));
  out.set_provider(verification.provider);
  *out.mutable_expire_time() = ToTimestamp(verification.expires_at);
  return out;
}

v1::Citizen ToCitizen(const domain::Citizen& citizen) {
  const domain::Profile& profile = citizen.profile;
  v1::Citizen out;
  out.set_name("citizens/" + citizen.id);
  out.set_display_name(profile.name);
  out.set_citizen_number(profile.number);
  out.set_birth_date(profile.birth_date);
  out.set_sex(ToSex(profile.sex));
  out.set_phone(profile.phone);
  out.set_level(profile.level);
  if (citizen.verified_at > absl::UnixEpoch()) {
    *out.mutable_verify_time() = ToTimestamp(citizen.verified_at);
  }
  for (const std::string& warning : domain::Warnings(profile)) out.add_warnings(warning);
  return out;
}

v1::Officer ToOfficer(const domain::Officer& officer) {
  v1::Officer out;
  out.set_name("officers/" + officer.id);
  out.set_display_name(officer.display_name);
  if (!officer.ward.empty()) out.set_ward("wards/" + officer.ward);
  for (const std::string& role : officer.roles) out.add_roles(role);
  for (const std::string& position : officer.positions) out.add_positions(position);
  return out;
}

}  // namespace tancua::identity::wire
