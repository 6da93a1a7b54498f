#include "services/identity/store/session_list.h"

#include "common/status/macros.h"

namespace tancua::identity::store {
namespace {

// Greater than every UUID in text form.
constexpr char kAfterAllIds[] = "~";

// The one unused refresh token of a session says when it was refreshed and how long it may idle.
constexpr char kSelectOpen[] =
    "SELECT s.id, s.provider, s.created_at, t.created_at, t.expires_at, s.expires_at "
    "FROM sessions s JOIN refresh_tokens t ON t.session_id = s.id AND t.used_at IS NULL "
    "WHERE s.subject = :subject AND s.id < :before AND s.revoked_at IS NULL "
    "AND s.expires_at > :now AND t.expires_at > :now_too ORDER BY s.id DESC LIMIT :limit";
constexpr char kSelectOwner[] = "SELECT subject, provider FROM sessions WHERE id = :id";
constexpr char kRevokeAll[] =
    "UPDATE sessions SET revoked_at = :now WHERE subject = :subject AND revoked_at IS NULL "
    "AND expires_at > :now_too AND EXISTS (SELECT 1 FROM refresh_tokens t "
    "WHERE t.session_id = sessions.id AND t.used_at IS NULL AND t.expires_at > :now_again) "
    "RETURNING id";

// A token that names both person and session means the session alone.
constexpr char kRevokeOfProviderSubject[] =
    "UPDATE sessions SET revoked_at = :now WHERE provider_subject_index = :index "
    "AND created_at < :before AND revoked_at IS NULL RETURNING id";
constexpr char kRevokeOfProviderSession[] =
    "UPDATE sessions SET revoked_at = :now WHERE provider_session_index = :index "
    "AND created_at < :before AND revoked_at IS NULL RETURNING id";

}  // namespace

absl::StatusOr<std::vector<OpenSession>> ListOpenSessions(sql::Session& session,
                                                          const std::string& subject,
                                                          const std::string& before, int limit,
                                                          absl::Time now) {
  std::vector<OpenSession> sessions;
  const std::string bound = before.empty() ? kAfterAllIds : before;
  RETURN_IF_ERROR(
      session.Query(kSelectOpen, {subject, bound, now, now, limit}, [&](const sql::Row& row) {
        sessions.push_back({.id = row.Text(0),
                            .provider = row.Text(1),
                            .created_at = row.Time(2),
                            .refreshed_at = row.Time(3),
                            .idle_at = row.Time(4),
                            .expires_at = row.Time(5)});
      }));
  return sessions;
}

absl::StatusOr<std::optional<SessionOwner>> FindSessionOwner(sql::Session& session,
                                                             const std::string& id) {
  std::optional<SessionOwner> owner;
  RETURN_IF_ERROR(session.Query(kSelectOwner, {id}, [&](const sql::Row& row) {
    owner = SessionOwner{.subject = row.Text(0), .provider = row.Text(1)};
  }));
  return owner;
}

absl::StatusOr<std::vector<std::string>> RevokeSessionsOf(sql::Session& tx,
                                                          const std::string& subject,
                                                          absl::Time now) {
  std::vector<std::string> ids;
  RETURN_IF_ERROR(tx.Query(kRevokeAll, {now, subject, now, now},
                           [&](const sql::Row& row) { ids.push_back(row.Text(0)); }));
  return ids;
}

absl::StatusOr<std::vector<std::string>> RevokeProviderSessions(sql::Session& tx,
                                                                const ProviderSessions& meant,
                                                                absl::Time now) {
  const bool one = !meant.session_indices.front().empty();
  std::vector<std::string> ids;
  for (const std::string& index : one ? meant.session_indices : meant.subject_indices) {
    if (index.empty()) continue;
    RETURN_IF_ERROR(tx.Query(one ? kRevokeOfProviderSession : kRevokeOfProviderSubject,
                             {now, index, meant.begun_before},
                             [&](const sql::Row& row) { ids.push_back(row.Text(0)); }));
  }
  return ids;
}

}  // namespace tancua::identity::store
