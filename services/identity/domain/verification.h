#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/identity/domain/assurance.h"

namespace tancua::identity::domain {

inline constexpr absl::Duration kVerificationLife = absl::Minutes(10);

// One attempt of one person to prove who they are.
struct Verification {
  // kClaimed: one caller is asking the provider; nobody else may.
  enum class State { kPending, kClaimed, kCompleted, kFailed };

  std::string id;
  std::string provider;
  std::string redirect_uri;
  std::string client;  // id of the partner that started it; empty: nobody stands between
  State state = State::kPending;
  absl::Time expires_at;
  AssuranceDemand demand;
  // Known to the person's browser or to us alone; kept sealed.
  std::string browser_state;
  std::string nonce;
  std::string code_verifier;
};

// The word for the state in the database.
[[nodiscard]] std::string_view Word(Verification::State state);
[[nodiscard]] Verification::State StateOf(std::string_view word);

// OK when a caller with `browser_state` may complete it now: VERIFICATION_USED,
// VERIFICATION_EXPIRED or VERIFICATION_STATE_MISMATCH otherwise.
[[nodiscard]] absl::Status CheckCompletable(const Verification& verification,
                                            std::string_view browser_state, absl::Time now);

// The cause of a refusal for the `error` of a redirect: the same word when it is one of the
// standard's, else "provider_error", because anybody can write anything into a redirect.
[[nodiscard]] std::string CauseOfError(std::string_view error);

}  // namespace tancua::identity::domain
