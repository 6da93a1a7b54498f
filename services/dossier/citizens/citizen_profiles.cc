#include "services/dossier/citizens/citizen_profiles.h"

#include "common/status/macros.h"
#include "tancua/identity/v1/identity_service.pb.h"

namespace tancua::dossier::citizens {
namespace {

constexpr char kGetCitizen[] = "tancua.identity.v1.IdentityService/GetCitizen";

absl::StatusOr<domain::Applicant> Ask(rpc::Invoker& identity, const rpc::Call& call) {
  identity::v1::GetCitizenRequest request;
  request.set_name("citizens/me");
  identity::v1::Citizen citizen;
  RETURN_IF_ERROR(rpc::Invoke(identity, call, kGetCitizen, request, citizen));
  return domain::Applicant{.citizen = call.caller.subject,
                           .display_name = citizen.display_name(),
                           .citizen_number = citizen.citizen_number(),
                           .phone = citizen.phone(),
                           .birth_date = citizen.birth_date()};
}

}  // namespace

absl::StatusOr<domain::Applicant> CitizenProfiles::Get(const rpc::Call& call) {
  domain::Applicant profile;
  if (FindKept(call.caller.subject, profile)) return profile;
  ASSIGN_OR_RETURN(profile, Ask(identity_, call));
  Keep(call.caller.subject, profile);
  return profile;
}

bool CitizenProfiles::FindKept(const std::string& subject, domain::Applicant& profile) {
  const absl::Time now = clock_.Now();
  absl::MutexLock lock(&mutex_);
  const auto found = kept_.find(subject);
  if (found == kept_.end() || found->second.until <= now) return false;
  profile = found->second.profile;
  return true;
}

void CitizenProfiles::Keep(const std::string& subject, const domain::Applicant& profile) {
  const absl::Time now = clock_.Now();
  absl::MutexLock lock(&mutex_);
  // First what has expired, so that a subject asked for again stands in the order once.
  while (!order_.empty() && (kept_.at(order_.front()).until <= now || order_.size() >= capacity_)) {
    kept_.erase(order_.front());
    order_.pop_front();
  }
  const auto [kept, added] = kept_.try_emplace(subject, Kept{profile, now + ttl_});
  if (added) order_.push_back(subject);
}

}  // namespace tancua::dossier::citizens
