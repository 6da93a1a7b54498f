#include "services/identity/store/revocations.h"

#include "common/status/macros.h"

namespace tancua::identity::store {
namespace {

constexpr char kAddRevocation[] =
    "INSERT INTO revocations (digest, revoked_at, expires_at) "
    "VALUES (:digest, :revoked_at, :expires_at) ON CONFLICT (digest) DO UPDATE SET "
    "revoked_at = excluded.revoked_at, expires_at = excluded.expires_at";
constexpr char kSelectRevocations[] =
    "SELECT digest, revoked_at, expires_at FROM revocations "
    "WHERE revoked_at >= :since AND expires_at > :now ORDER BY revoked_at LIMIT :limit";
constexpr char kSelectRevokedAt[] = "SELECT revoked_at FROM revocations WHERE digest = :digest";
constexpr char kDeleteRevocations[] =
    "DELETE FROM revocations WHERE digest IN "
    "(SELECT digest FROM revocations WHERE expires_at < :before ORDER BY expires_at LIMIT 500)";
constexpr char kDeleteAssertions[] =
    "DELETE FROM client_assertions WHERE (client_id, jti_sha256) IN "
    "(SELECT client_id, jti_sha256 FROM client_assertions WHERE expires_at < :before "
    "ORDER BY expires_at LIMIT 500)";

absl::StatusOr<int> DeleteEnded(sql::Session& tx, const char* sql, absl::Time before) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(sql, {before}));
  return static_cast<int>(rows);
}

}  // namespace

absl::Status AddRevocation(sql::Session& tx, std::string_view kind, std::string_view id,
                           absl::Time now, absl::Time expires_at) {
  const std::string digest = rpc::RevocationDigest(kind, id);
  return tx.Execute(kAddRevocation, {digest, now, expires_at}).status();
}

absl::StatusOr<std::vector<rpc::Revocations::Entry>> ListRevocations(sql::Session& session,
                                                                     absl::Time since,
                                                                     absl::Time now, int limit) {
  std::vector<rpc::Revocations::Entry> entries;
  RETURN_IF_ERROR(session.Query(kSelectRevocations, {since, now, limit}, [&](const sql::Row& row) {
    entries.push_back({.digest = row.Text(0), .revoked = row.Time(1), .expires = row.Time(2)});
  }));
  return entries;
}

absl::StatusOr<bool> IsRevoked(sql::Session& session, const rpc::RevocationMarks& marks) {
  bool revoked = false;
  for (const std::string& digest : marks.digests) {
    RETURN_IF_ERROR(
        session.Query(kSelectRevokedAt, {digest}, [&](const sql::Row&) { revoked = true; }));
  }
  RETURN_IF_ERROR(session.Query(kSelectRevokedAt, {marks.client_digest}, [&](const sql::Row& row) {
    revoked = revoked || marks.issued <= row.Time(0);
  }));
  return revoked;
}

absl::StatusOr<int> PurgeRevocations(sql::Session& tx, absl::Time before) {
  return DeleteEnded(tx, kDeleteRevocations, before);
}

absl::StatusOr<int> PurgeAssertions(sql::Session& tx, absl::Time before) {
  return DeleteEnded(tx, kDeleteAssertions, before);
}

}  // namespace tancua::identity::store
