#include "services/identity/api/complete_verification.h"

#include <utility>

#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/identity/api/credit_rise.h"
#include "services/identity/domain/claims.h"
#include "services/identity/domain/errors.h"
#include "services/identity/oidc/claim_mapping.h"
#include "services/identity/oidc/id_token.h"
#include "services/identity/store/citizens.h"
#include "services/identity/store/officers.h"
#include "services/identity/store/verifications.h"
#include "services/identity/tokens/sessions.h"
#include "services/identity/wire.h"

namespace tancua::identity::api {
namespace {

using State = domain::Verification::State;
using Answer = v1::CompleteVerificationResponse;

absl::StatusOr<bool> Move(Deps& deps, const std::string& id, State from, State to) {
  return deps.database.Write(
      id, [&](sql::Session& tx) { return store::MoveVerification(tx, id, from, to); });
}

absl::Status SaveCitizen(Deps& deps, sql::Session& tx, const domain::Profile& profile,
                         const domain::Verification& verification, const ProviderConfig& provider,
                         Answer& answer) {
  ASSIGN_OR_RETURN(const auto before, store::FindCitizenByNumber(tx, deps.keys, profile.number));
  ASSIGN_OR_RETURN(
      const domain::Citizen citizen,
      store::UpsertCitizen(tx, deps.keys, profile, deps.ids.NewUuid(), deps.clock.Now()));
  *answer.mutable_citizen() = wire::ToCitizen(citizen);
  RETURN_IF_ERROR(CreditRise(deps, tx, verification.id, before, answer.citizen()));
  ASSIGN_OR_RETURN(*answer.mutable_tokens(),
                   StartSession(deps, tx, provider, answer.citizen().name(),
                                deps.access_tokens.ForCitizen(citizen.id, profile.level)));
  return absl::OkStatus();
}

absl::Status SaveOfficer(Deps& deps, sql::Session& tx, const std::string& username,
                         const ProviderConfig& provider, Answer& answer) {
  ASSIGN_OR_RETURN(const auto officer, store::FindOfficerByUsername(tx, deps.keys, username));
  if (!officer) return status::Error(kOfficerUnknown);
  *answer.mutable_officer() = wire::ToOfficer(*officer);
  ASSIGN_OR_RETURN(*answer.mutable_tokens(),
                   StartSession(deps, tx, provider, answer.officer().name(),
                                deps.access_tokens.ForOfficer(*officer)));
  return absl::OkStatus();
}

// The person as the provider states them, with everything that follows, in one transaction.
absl::StatusOr<Answer> Save(Deps& deps, const domain::Verification& verification,
                            const ProviderConfig& provider, const nlohmann::json& claims) {
  domain::Profile profile;
  if (provider.citizens) {
    ASSIGN_OR_RETURN(profile, domain::ReadProfile(oidc::MapCitizen(claims, provider.claims)));
    RETURN_IF_ERROR(domain::CheckLevel(profile.level, provider.min_level));
  }
  const std::string username = oidc::ClaimText(claims, provider.claims.username);
  return deps.database.Write(verification.id, [&](sql::Session& tx) -> absl::StatusOr<Answer> {
    Answer answer;
    RETURN_IF_ERROR(provider.citizens
                        ? SaveCitizen(deps, tx, profile, verification, provider, answer)
                        : SaveOfficer(deps, tx, username, provider, answer));
    ASSIGN_OR_RETURN(const bool moved, store::MoveVerification(tx, verification.id, State::kClaimed,
                                                               State::kCompleted));
    if (!moved) return status::Error(kVerificationUsed);
    domain::Verification completed = verification;
    completed.state = State::kCompleted;
    *answer.mutable_verification() = wire::ToVerification(completed);
    return answer;
  });
}

absl::StatusOr<Answer> AskProviderAndSave(Deps& deps, const rpc::Call& call,
                                          const v1::CompleteVerificationRequest& request,
                                          const domain::Verification& verification,
                                          oidc::RelyingParty& provider) {
  ASSIGN_OR_RETURN(const nlohmann::json claims,
                   provider.ReadClaims(request.code(), verification, call.deadline));
  return Save(deps, verification, provider.config(), claims);
}

// A provider or a database that did not answer may be asked again; any other outcome is final.
void Release(Deps& deps, const std::string& id, const absl::Status& status) {
  const bool again = absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
  const auto moved = Move(deps, id, State::kClaimed, again ? State::kPending : State::kFailed);
  if (!moved.ok()) {
    log::Warning("identity.verification_not_released", {{"verification", id}});
  }
}

}  // namespace

absl::StatusOr<Answer> CompleteVerification(Deps& deps, const rpc::Call& call,
                                            const v1::CompleteVerificationRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseVerificationName(request.name()));
  if (request.code().empty()) return status::Error(status::kInvalidField, {.field = "code"});
  ASSIGN_OR_RETURN(const domain::Verification verification,
                   deps.database.Read([&](sql::Session& session) {
                     return store::FindVerification(session, deps.keys, id);
                   }));
  RETURN_IF_ERROR(domain::CheckCompletable(verification, request.state(), deps.clock.Now()));
  oidc::RelyingParty* provider = deps.providers.Find(verification.provider);
  if (provider == nullptr) return status::Error(kProviderUnknown);
  RETURN_IF_ERROR(provider->CheckRedirectIssuer(request.issuer(), call.deadline));

  // Only one of several callers goes on; the code would not survive two.
  ASSIGN_OR_RETURN(const bool claimed, Move(deps, id, State::kPending, State::kClaimed));
  if (!claimed) return status::Error(kVerificationUsed);
  auto answer = AskProviderAndSave(deps, call, request, verification, *provider);
  if (!answer.ok()) Release(deps, id, answer.status());
  deps.metrics.CountVerification(verification.provider, OutcomeOf(answer.status()));
  if (answer.ok()) {
    deps.metrics.CountTokens(answer->has_citizen() ? "citizen" : "officer", "verification");
  }
  return answer;
}

}  // namespace tancua::identity::api
