#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "services/identity/deps.h"
#include "tancua/identity/v1/identity_service.pb.h"

// What sign-ins tell the audit log.
namespace tancua::identity {

// In the transaction of the sign-in.
[[nodiscard]] absl::Status RecordSignIn(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                        const v1::CompleteVerificationResponse& answer);
// In a transaction of its own; `refusal` is what the caller hears, whatever comes of this.
void RecordRefusedSignIn(Deps& deps, const rpc::Call& call, const std::string& verification,
                         const absl::Status& refusal);
// In the transaction that revokes the session.
[[nodiscard]] absl::Status RecordTokenReuse(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                            const std::string& subject,
                                            const std::string& session_id);

}  // namespace tancua::identity
