#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/identity/deps.h"
#include "tancua/identity/v1/identity_service.pb.h"

namespace tancua::identity {

// Exchanges a refresh token for the next pair. `client`: the id of the partner that asks, "" when
// nobody stands between; a session is continued only from where it began. REFRESH_TOKEN_INVALID,
// REFRESH_TOKEN_EXPIRED, or REFRESH_TOKEN_REUSED, which ends the session.
[[nodiscard]] absl::StatusOr<v1::TokenSet> ExchangeRefreshToken(Deps& deps, const rpc::Call& call,
                                                                const std::string& token,
                                                                const std::string& client);

}  // namespace tancua::identity
