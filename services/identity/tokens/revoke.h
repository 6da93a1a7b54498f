#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "services/identity/deps.h"

namespace tancua::identity {

// Ends every access token that carries `id` of `kind` (rpc::kRevocable…) and was issued until now.
[[nodiscard]] absl::Status RevokeAccess(Deps& deps, sql::Session& tx, std::string_view kind,
                                        std::string_view id);

// Ends the access tokens of sessions whose refresh tokens have ended.
[[nodiscard]] absl::Status RevokeAccessOfSessions(Deps& deps, sql::Session& tx,
                                                  const std::vector<std::string>& session_ids);

// Ends every session of `subject` ("citizens/{uuid}" or "officers/{uuid}") with its tokens; returns
// how many.
[[nodiscard]] absl::StatusOr<int> RevokeEverySessionOf(Deps& deps, sql::Session& tx,
                                                       const std::string& subject);

// Ends a session with its refresh and access tokens.
[[nodiscard]] absl::Status RevokeWholeSession(Deps& deps, sql::Session& tx,
                                              const std::string& session_id);

}  // namespace tancua::identity
