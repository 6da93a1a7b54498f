#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "services/identity/domain/client.h"

namespace tancua::identity::store {

// False, and nothing changed, when the id is taken.
[[nodiscard]] absl::StatusOr<bool> InsertClient(sql::Session& tx, const domain::Client& client);
// Writes everything but id and created_at. ETAG_MISMATCH when the row is no longer at the revision
// before `client.revision`.
[[nodiscard]] absl::Status UpdateClient(sql::Session& tx, const domain::Client& client);
[[nodiscard]] absl::StatusOr<std::optional<domain::Client>> FindClient(sql::Session& session,
                                                                       const std::string& id);

// By id. `ward`, five digits: only clients that may act for it and for no other; empty: all.
struct ClientQuery {
  std::string ward;
  std::string after;  // id of the last client of the page before
  int limit = 50;
};
[[nodiscard]] absl::StatusOr<std::vector<domain::Client>> ListClients(sql::Session& session,
                                                                      const ClientQuery& query);

[[nodiscard]] absl::Status InsertClientKey(sql::Session& tx, const domain::ClientKey& key);
// Ends the key now; false when it had ended that way before, or there is none.
[[nodiscard]] absl::StatusOr<bool> RevokeClientKey(sql::Session& tx, const std::string& id,
                                                   absl::Time now);
[[nodiscard]] absl::StatusOr<std::optional<domain::ClientKey>> FindClientKey(sql::Session& session,
                                                                             const std::string& id);
// Oldest first, after the key `after`.
[[nodiscard]] absl::StatusOr<std::vector<domain::ClientKey>> ListClientKeys(
    sql::Session& session, const std::string& client_id, const std::string& after, int limit);
// Those that are accepted at `now`, oldest first.
[[nodiscard]] absl::StatusOr<std::vector<domain::ClientKey>> ListActiveClientKeys(
    sql::Session& session, const std::string& client_id, absl::Time now);

// Remembers that an assertion was taken, until it ends: false when it had been taken before.
[[nodiscard]] absl::StatusOr<bool> TakeAssertion(sql::Session& tx, const std::string& client_id,
                                                 const std::string& jti, absl::Time expires_at);

}  // namespace tancua::identity::store
