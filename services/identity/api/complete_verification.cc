#include "services/identity/api/complete_verification.h"

#include <utility>

#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/identity/api/credit_rise.h"
#include "services/identity/domain/assurance.h"
#include "services/identity/domain/claims.h"
#include "services/identity/domain/errors.h"
#include "services/identity/oidc/assurance.h"
#include "services/identity/oidc/claim_mapping.h"
#include "services/identity/oidc/id_token.h"
#include "services/identity/record_sign_in.h"
#include "services/identity/store/citizens.h"
#include "services/identity/store/officers.h"
#include "services/identity/store/verifications.h"
#include "services/identity/tokens/sessions.h"
#include "services/identity/wire.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {
namespace {

using State = domain::Verification::State;
using Answer = v1::CompleteVerificationResponse;
using Json = nlohmann::json;

absl::StatusOr<bool> Move(Deps& deps, const std::string& id, State from, State to) {
  return deps.database.Write(
      id, [&](sql::Session& tx) { return store::MoveVerification(tx, id, from, to); });
}

// Who proved who they are, as the provider states them.
struct Person {
  domain::Profile profile;  // a citizen's
  std::string username;     // an officer's
  domain::Assurance assurance;
  ProviderNames names;  // of person and session, at the provider
};

absl::StatusOr<Person> ReadPerson(Deps& deps, const domain::Verification& verification,
                                  const ProviderConfig& provider, const Json& claims) {
  Person person{.username = oidc::ClaimText(claims, provider.claims.username),
                .assurance = oidc::ReadAssurance(claims, provider),
                .names = {.subject = oidc::ClaimText(claims, "sub"),
                          .session = oidc::ClaimText(claims, "sid")}};
  if (provider.citizens) {
    ASSIGN_OR_RETURN(person.profile,
                     domain::ReadProfile(oidc::MapCitizen(claims, provider.claims)));
    person.profile.level = person.assurance.level;
  }
  RETURN_IF_ERROR(domain::CheckAssurance(person.assurance, verification.demand, deps.clock.Now()));
  return person;
}

// "clients/{id}" of the partner that started the verification; empty when there is none.
std::string ClientNameOf(const domain::Verification& verification) {
  return verification.client.empty() ? "" : "clients/" + verification.client;
}

SignIn SignInOf(const domain::Verification& verification, const ProviderConfig& provider,
                const Person& person, const std::string& subject) {
  return {.provider = provider,
          .subject = subject,
          .client = verification.client,
          .assurance = person.assurance,
          .names = person.names};
}

// A session whose access tokens `token_for(session, claims through the client)` makes.
template <typename TokenFor>
absl::StatusOr<v1::TokenSet> Start(Deps& deps, sql::Session& tx, const SignIn& sign_in,
                                   const TokenFor& token_for) {
  ASSIGN_OR_RETURN(const Json through,
                   ClaimsThrough(tx, deps.names, sign_in.client, sign_in.subject));
  return StartSession(deps, tx, sign_in,
                      [&](const std::string& session) { return token_for(session, through); });
}

absl::Status SaveCitizen(Deps& deps, sql::Session& tx, const domain::Verification& verification,
                         const ProviderConfig& provider, const Person& person, Answer& answer) {
  const store::StatedCitizen stated{.profile = person.profile,
                                    .verification = verification.id,
                                    .new_id = deps.ids.NewUuid(),
                                    .history_id = deps.ids.NewUuid()};
  ASSIGN_OR_RETURN(const auto before,
                   store::FindCitizenByNumber(tx, deps.keys, person.profile.number));
  ASSIGN_OR_RETURN(const domain::Citizen citizen,
                   store::SaveCitizen(tx, deps.keys, stated, deps.clock.Now()));
  *answer.mutable_citizen() = wire::ToCitizen(citizen);
  RETURN_IF_ERROR(CreditRise(deps, tx, verification.id, before, answer.citizen()));
  const SignIn sign_in = SignInOf(verification, provider, person, answer.citizen().name());
  ASSIGN_OR_RETURN(*answer.mutable_tokens(),
                   Start(deps, tx, sign_in, [&](const std::string& session, const Json& through) {
                     return deps.access_tokens.ForCitizen(citizen.id, person.assurance, session,
                                                          through);
                   }));
  answer.mutable_citizen()->set_name(deps.names.For(ClientNameOf(verification), sign_in.subject));
  return absl::OkStatus();
}

absl::Status FindOfficer(Deps& deps, sql::Session& tx, const domain::Verification& verification,
                         const ProviderConfig& provider, const Person& person, Answer& answer) {
  ASSIGN_OR_RETURN(const auto officer,
                   store::FindOfficerByUsername(tx, deps.keys, person.username));
  if (!officer) return status::Error(kOfficerUnknown);
  *answer.mutable_officer() = wire::ToOfficer(*officer);
  const SignIn sign_in = SignInOf(verification, provider, person, answer.officer().name());
  ASSIGN_OR_RETURN(*answer.mutable_tokens(),
                   Start(deps, tx, sign_in, [&](const std::string& session, const Json& through) {
                     return deps.access_tokens.ForOfficer(*officer, person.assurance, session,
                                                          through);
                   }));
  answer.mutable_officer()->set_name(deps.names.For(ClientNameOf(verification), sign_in.subject));
  return absl::OkStatus();
}

// The person with everything that follows, in one transaction.
absl::StatusOr<Answer> Save(Deps& deps, const rpc::Call& call,
                            const domain::Verification& verification,
                            const ProviderConfig& provider, const Person& person) {
  return deps.database.Write(verification.id, [&](sql::Session& tx) -> absl::StatusOr<Answer> {
    Answer answer;
    RETURN_IF_ERROR(provider.citizens
                        ? SaveCitizen(deps, tx, verification, provider, person, answer)
                        : FindOfficer(deps, tx, verification, provider, person, answer));
    ASSIGN_OR_RETURN(const bool moved, store::MoveVerification(tx, verification.id, State::kClaimed,
                                                               State::kCompleted));
    if (!moved) return status::Error(kVerificationUsed);
    domain::Verification completed = verification;
    completed.state = State::kCompleted;
    *answer.mutable_verification() = wire::ToVerification(completed);
    RETURN_IF_ERROR(RecordSignIn(deps, tx, call, answer));
    return answer;
  });
}

absl::StatusOr<Answer> AskProviderAndSave(Deps& deps, const rpc::Call& call,
                                          const v1::CompleteVerificationRequest& request,
                                          const domain::Verification& verification,
                                          oidc::RelyingParty& provider) {
  if (!request.error().empty()) return oidc::Refused(domain::CauseOfError(request.error()));
  ASSIGN_OR_RETURN(const Json claims,
                   provider.ReadClaims(request.code(), verification, call.deadline));
  ASSIGN_OR_RETURN(const Person person, ReadPerson(deps, verification, provider.config(), claims));
  return Save(deps, call, verification, provider.config(), person);
}

// A provider or a database that did not answer may be asked again; any other outcome is final.
void Release(Deps& deps, const rpc::Call& call, const std::string& id, const absl::Status& status) {
  const bool again = absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
  const auto moved = Move(deps, id, State::kClaimed, again ? State::kPending : State::kFailed);
  if (!moved.ok()) {
    log::Warning("identity.verification_not_released", {{"verification", id}});
  }
  if (!again) RecordRefusedSignIn(deps, call, id, status);
}

}  // namespace

absl::StatusOr<Answer> CompleteVerification(Deps& deps, const rpc::Call& call,
                                            const v1::CompleteVerificationRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseVerificationName(request.name()));
  if (request.code().empty() == request.error().empty()) {
    return status::Error(status::kInvalidField, {.field = "code"});
  }
  ASSIGN_OR_RETURN(const domain::Verification verification,
                   deps.database.Read([&](sql::Session& session) {
                     return store::FindVerification(session, deps.keys, id);
                   }));
  // Who started it decides under which name it sees the person.
  if (verification.client != wire::PartnerOf(call)) return status::Error(kVerificationNotFound);
  RETURN_IF_ERROR(domain::CheckCompletable(verification, request.state(), deps.clock.Now()));
  oidc::RelyingParty* provider = deps.providers.Find(verification.provider);
  if (provider == nullptr) return status::Error(kProviderUnknown);
  RETURN_IF_ERROR(provider->CheckRedirectIssuer(request.issuer(), call.deadline));

  // Only one of several callers goes on; the code would not survive two.
  ASSIGN_OR_RETURN(const bool claimed, Move(deps, id, State::kPending, State::kClaimed));
  if (!claimed) return status::Error(kVerificationUsed);
  auto answer = AskProviderAndSave(deps, call, request, verification, *provider);
  if (!answer.ok()) Release(deps, call, id, answer.status());
  deps.metrics.CountVerification(verification.provider, OutcomeOf(answer.status()));
  if (answer.ok()) {
    deps.metrics.CountTokens(answer->has_citizen() ? "citizen" : "officer", "verification");
  }
  return answer;
}

}  // namespace tancua::identity::api
