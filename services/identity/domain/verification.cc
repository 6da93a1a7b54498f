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

}  // namespace tancua::identity::domain
