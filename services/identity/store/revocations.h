#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/rpc/revocations.h"
#include "common/sql/session.h"

namespace tancua::identity::store {

// Every process refuses, from its next look at the list on, what carries `id` of `kind`
// (rpc::kRevocable…) and was issued until now. `expires_at`: when no such token is valid any more.
[[nodiscard]] absl::Status AddRevocation(sql::Session& tx, std::string_view kind,
                                         std::string_view id, absl::Time now,
                                         absl::Time expires_at);
// Revoked at or after `since` and still of use at `now`, oldest first, at most `limit`.
[[nodiscard]] absl::StatusOr<std::vector<rpc::Revocations::Entry>> ListRevocations(
    sql::Session& session, absl::Time since, absl::Time now, int limit);
// As rpc::Revocations::Cover, by what is committed now.
[[nodiscard]] absl::StatusOr<bool> IsRevoked(sql::Session& session,
                                             const rpc::RevocationMarks& marks);

// Each deletes a bounded number of rows that ended before `before`, and returns how many.
[[nodiscard]] absl::StatusOr<int> PurgeRevocations(sql::Session& tx, absl::Time before);
[[nodiscard]] absl::StatusOr<int> PurgeAssertions(sql::Session& tx, absl::Time before);

}  // namespace tancua::identity::store
