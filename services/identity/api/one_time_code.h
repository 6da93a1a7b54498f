#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "services/identity/deps.h"
#include "services/identity/domain/assisted_verification.h"

// The codes by which a citizen confirms: made, counted and sent here, and only here.
namespace tancua::identity::api {

// Makes a code, and notes its index and times in `verification`. The citizen's phone gets it by
// event; nobody else sees it.
[[nodiscard]] std::string NewCode(Deps& deps, domain::AssistedVerification& verification);

// Counts the code against the phone's hourly limit and hands it to the notification service, in
// this transaction. ONE_TIME_CODES_EXHAUSTED when the phone got too many.
[[nodiscard]] absl::Status SendCode(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                    const domain::AssistedVerification& verification,
                                    const std::string& code);

// How a citizen's proof was taken. A refusal is a result, not an error: the try that it was counted
// as must be committed.
struct Proof {
  absl::Status refusal;  // OK: the citizen confirmed
};
[[nodiscard]] absl::StatusOr<Proof> TryCode(Deps& deps, sql::Session& tx,
                                            const domain::AssistedVerification& verification,
                                            const std::string& code);

}  // namespace tancua::identity::api
