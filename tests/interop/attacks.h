#pragma once

#include <vector>

#include "common/status/error.h"
#include "services/identity/domain/errors.h"

namespace tancua::interop {

// How an attack is made, where spoiling the provider's answers is not all.
enum class Way {
  kSignIn,
  kOtherBrowser,
  kNoIssuer,
  kOtherIssuer,
  kVerificationTwice,
  kCodeTwice,
  kExpiredCode,
  kCodeOfAnother,
  kInventedCode,
  kUnlistedRedirect,
  kStepUp,
  kSignedUserinfo,
};

// One thing that somebody may try, and how it ends.
struct Attack {
  const char* name;    // of the test
  const char* what;    // in docs/attacks.md
  const char* faults;  // of the provider, in JSON
  const status::Kind* refusal;
  const char* cause;  // in the metadata; "" when the reason says it all
  Way way = Way::kSignIn;
};

[[nodiscard]] const std::vector<Attack>& Attacks();

}  // namespace tancua::interop
