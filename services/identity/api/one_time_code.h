#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "services/identity/deps.h"
#include "services/identity/domain/assisted_verification.h"

// The codes by which a citizen confirms: made, counted and sent here, and only here.
namespace tancua::identity::api {

// A code that is on its way: the citizen's phone gets it by event, nobody else sees it.
struct FreshCode {
  std::string code;
};

// Makes a code and notes its index and times in `verification`.
[[nodiscard]] FreshCode NewCode(Deps& deps, domain::AssistedVerification& verification);

// Counts the code against the phone's hourly limit and hands it to the notification service, in
// this transaction. ONE_TIME_CODES_EXHAUSTED when the phone got too many.
[[nodiscard]] absl::Status SendCode(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                    const domain::AssistedVerification& verification,
                                    const FreshCode& fresh);

// How a try of a code ended. A wrong one is a result, not an error: its count must be committed.
[[nodiscard]] absl::StatusOr<absl::Status> TryCode(Deps& deps, sql::Session& tx,
                                                   const domain::AssistedVerification& verification,
                                                   const std::string& code);

}  // namespace tancua::identity::api
