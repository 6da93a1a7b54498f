#include "services/identity/store/sessions.h"

#include "common/crypto/digest.h"
#include "common/status/macros.h"

namespace tancua::identity::store {
namespace {

constexpr char kInsertSession[] =
    "INSERT INTO sessions (id, subject, provider, client, provider_subject_index, "
    "provider_session_index, created_at, expires_at, revoked_at, level, verified_at) "
    "VALUES (:id, :subject, :provider, :client, :provider_subject, :provider_session, :now, "
    ":expires_at, NULL, :level, :verified_at)";
constexpr char kInsertToken[] =
    "INSERT INTO refresh_tokens (token_sha256, session_id, created_at, expires_at, used_at) "
    "VALUES (:digest, :session_id, :now, :expires_at, NULL)";
constexpr char kSelectToken[] =
    "SELECT s.id, s.subject, s.provider, s.expires_at, s.revoked_at, t.expires_at, t.used_at, "
    "s.level, s.verified_at, s.client FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id "
    "WHERE t.token_sha256 = :digest";
constexpr char kUseToken[] =
    "UPDATE refresh_tokens SET used_at = :now WHERE token_sha256 = :digest AND used_at IS NULL";
constexpr char kRevoke[] =
    "UPDATE sessions SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL";

}  // namespace

absl::Status InsertSession(sql::Session& tx, const NewSession& session, absl::Time now) {
  std::optional<absl::Time> verified_at;
  if (session.assurance.verified_at != absl::InfinitePast()) {
    verified_at = session.assurance.verified_at;
  }
  return tx
      .Execute(kInsertSession, {session.id, session.subject, session.provider, session.client,
                                session.provider_subject_index, session.provider_session_index, now,
                                session.expires_at, session.assurance.level, verified_at})
      .status();
}

absl::Status InsertRefreshToken(sql::Session& tx, const std::string& token,
                                const std::string& session_id, absl::Time expires_at,
                                absl::Time now) {
  const std::string digest = crypto::Sha256Hex(token);
  return tx.Execute(kInsertToken, {digest, session_id, now, expires_at}).status();
}

absl::StatusOr<std::optional<FoundToken>> FindRefreshToken(sql::Session& session,
                                                           const std::string& token) {
  std::optional<FoundToken> found;
  const std::string digest = crypto::Sha256Hex(token);
  RETURN_IF_ERROR(session.Query(kSelectToken, {digest}, [&](const sql::Row& row) {
    found.emplace();
    found->token.session_id = row.Text(0);
    found->token.subject = row.Text(1);
    found->provider = row.Text(2);
    found->token.session_expires_at = row.Time(3);
    found->token.session_revoked_at = row.OptionalTime(4);
    found->token.expires_at = row.Time(5);
    found->token.used = !row.IsNull(6);
    found->assurance.level = static_cast<int>(row.Int(7));
    found->assurance.verified_at = row.OptionalTime(8).value_or(absl::InfinitePast());
    found->client = row.Text(9);
  }));
  return found;
}

absl::StatusOr<bool> UseRefreshToken(sql::Session& tx, const std::string& token, absl::Time now) {
  const std::string digest = crypto::Sha256Hex(token);
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kUseToken, {now, digest}));
  return rows == 1;
}

absl::Status RevokeSession(sql::Session& tx, const std::string& session_id, absl::Time now) {
  return tx.Execute(kRevoke, {now, session_id}).status();
}

}  // namespace tancua::identity::store
