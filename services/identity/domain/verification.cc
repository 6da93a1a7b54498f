#include "services/identity/domain/verification.h"

#include "common/crypto/digest.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::domain {

std::string_view Word(Verification::State state) {
  switch (state) {
    case Verification::State::kPending:
      return "PENDING";
    case Verification::State::kClaimed:
      return "CLAIMED";
    case Verification::State::kCompleted:
      return "COMPLETED";
    case Verification::State::kFailed:
      return "FAILED";
  }
  return "FAILED";
}

Verification::State StateOf(std::string_view word) {
  for (const auto state : {Verification::State::kPending, Verification::State::kClaimed,
                           Verification::State::kCompleted}) {
    if (word == Word(state)) return state;
  }
  return Verification::State::kFailed;
}

absl::Status CheckCompletable(const Verification& verification, std::string_view browser_state,
                              absl::Time now) {
  // The state first: who does not know it learns nothing of the attempt.
  if (!crypto::EqualConstantTime(verification.browser_state, browser_state)) {
    return status::Error(kVerificationStateMismatch, {.field = "state"});
  }
  if (verification.state != Verification::State::kPending) return status::Error(kVerificationUsed);
  if (now >= verification.expires_at) return status::Error(kVerificationExpired);
  return absl::OkStatus();
}

std::string CauseOfError(std::string_view error) {
  // RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6; RFC 9470, 5.
  for (const char* known :
       {"access_denied", "invalid_request", "unauthorized_client", "unsupported_response_type",
        "invalid_scope", "server_error", "temporarily_unavailable", "login_required",
        "interaction_required", "account_selection_required", "consent_required",
        "unmet_authentication_requirements"}) {
    if (error == known) return known;
  }
  return "provider_error";
}

}  // namespace tancua::identity::domain
