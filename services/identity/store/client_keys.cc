#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "services/identity/store/clients.h"

namespace tancua::identity::store {
namespace {

#define TANCUA_KEY_COLUMNS "id, client_id, kind, value, created_at, expires_at, revoked_at"

constexpr char kInsertClientKey[] =
    "INSERT INTO client_keys (" TANCUA_KEY_COLUMNS
    ") VALUES (:id, :client_id, :kind, :value, :created_at, :expires_at, NULL)";
constexpr char kRevokeClientKey[] =
    "UPDATE client_keys SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL";
constexpr char kSelectClientKey[] = "SELECT " TANCUA_KEY_COLUMNS " FROM client_keys WHERE id = :id";
constexpr char kSelectClientKeys[] =
    "SELECT " TANCUA_KEY_COLUMNS
    " FROM client_keys WHERE client_id = :client_id AND id > :after ORDER BY id LIMIT :limit";
constexpr char kSelectActiveClientKeys[] =
    "SELECT " TANCUA_KEY_COLUMNS
    " FROM client_keys WHERE client_id = :client_id AND revoked_at IS NULL "
    "AND (expires_at IS NULL OR expires_at > :now) ORDER BY id";
constexpr char kTakeAssertion[] =
    "INSERT INTO client_assertions (client_id, jti_sha256, expires_at) "
    "VALUES (:client_id, :jti, :expires_at) ON CONFLICT (client_id, jti_sha256) DO NOTHING";

#undef TANCUA_KEY_COLUMNS

domain::ClientKey ReadClientKey(const sql::Row& row) {
  return {.id = row.Text(0),
          .client_id = row.Text(1),
          .kind = domain::KeyKindOf(row.Text(2)),
          .value = row.Text(3),
          .created_at = row.Time(4),
          .expires_at = row.OptionalTime(5),
          .revoked_at = row.OptionalTime(6)};
}

}  // namespace

absl::Status InsertClientKey(sql::Session& tx, const domain::ClientKey& key) {
  return tx
      .Execute(kInsertClientKey, {key.id, key.client_id, domain::Word(key.kind), key.value,
                                  key.created_at, key.expires_at})
      .status();
}

absl::StatusOr<bool> RevokeClientKey(sql::Session& tx, const std::string& id, absl::Time now) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kRevokeClientKey, {now, id}));
  return rows == 1;
}

absl::StatusOr<std::optional<domain::ClientKey>> FindClientKey(sql::Session& session,
                                                               const std::string& id) {
  std::optional<domain::ClientKey> found;
  RETURN_IF_ERROR(session.Query(kSelectClientKey, {id},
                                [&](const sql::Row& row) { found = ReadClientKey(row); }));
  return found;
}

absl::StatusOr<std::vector<domain::ClientKey>> ListClientKeys(sql::Session& session,
                                                              const std::string& client_id,
                                                              const std::string& after, int limit) {
  std::vector<domain::ClientKey> keys;
  RETURN_IF_ERROR(session.Query(kSelectClientKeys, {client_id, after, limit},
                                [&](const sql::Row& row) { keys.push_back(ReadClientKey(row)); }));
  return keys;
}

absl::StatusOr<std::vector<domain::ClientKey>> ListActiveClientKeys(sql::Session& session,
                                                                    const std::string& client_id,
                                                                    absl::Time now) {
  std::vector<domain::ClientKey> keys;
  RETURN_IF_ERROR(session.Query(kSelectActiveClientKeys, {client_id, now},
                                [&](const sql::Row& row) { keys.push_back(ReadClientKey(row)); }));
  return keys;
}

absl::StatusOr<bool> TakeAssertion(sql::Session& tx, const std::string& client_id,
                                   const std::string& jti, absl::Time expires_at) {
  const std::string digest = crypto::Sha256Hex(jti);  // as long as the client likes
  ASSIGN_OR_RETURN(const std::int64_t rows,
                   tx.Execute(kTakeAssertion, {client_id, digest, expires_at}));
  return rows == 1;
}

}  // namespace tancua::identity::store
