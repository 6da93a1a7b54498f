#include "services/identity/store/purge.h"

#include "common/status/macros.h"

namespace tancua::identity::store {
namespace {

constexpr char kVerifications[] =
    "DELETE FROM verifications WHERE id IN "
    "(SELECT id FROM verifications WHERE expires_at < :before ORDER BY expires_at LIMIT 500)";
constexpr char kAssisted[] =
    "DELETE FROM assisted_verifications WHERE state = 'PENDING' AND id IN "
    "(SELECT id FROM assisted_verifications WHERE state = 'PENDING' AND expires_at < :before "
    "ORDER BY expires_at LIMIT 500)";
constexpr char kAttemptLimits[] =
    "DELETE FROM attempt_limits WHERE window_end < :before AND key_index IN "
    "(SELECT key_index FROM attempt_limits WHERE window_end < :before_too "
    "ORDER BY window_end LIMIT 500)";
constexpr char kTokens[] =
    "DELETE FROM refresh_tokens WHERE session_id IN "
    "(SELECT id FROM sessions WHERE expires_at < :before ORDER BY expires_at, id LIMIT 500)";
constexpr char kSessions[] =
    "DELETE FROM sessions WHERE id IN "
    "(SELECT id FROM sessions WHERE expires_at < :before ORDER BY expires_at, id LIMIT 500)";

}  // namespace

absl::StatusOr<int> PurgeVerifications(sql::Session& tx, absl::Time before) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kVerifications, {before}));
  return static_cast<int>(rows);
}

absl::StatusOr<int> PurgeAssisted(sql::Session& tx, absl::Time before) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kAssisted, {before}));
  return static_cast<int>(rows);
}

absl::StatusOr<int> PurgeAttemptLimits(sql::Session& tx, absl::Time before) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kAttemptLimits, {before, before}));
  return static_cast<int>(rows);
}

absl::StatusOr<int> PurgeSessions(sql::Session& tx, absl::Time before) {
  RETURN_IF_ERROR(tx.Execute(kTokens, {before}).status());
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kSessions, {before}));
  return static_cast<int>(rows);
}

}  // namespace tancua::identity::store
