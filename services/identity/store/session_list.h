#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/session.h"

namespace tancua::identity::store {

// A session that can still be refreshed.
struct OpenSession {
  std::string id;
  std::string provider;
  absl::Time created_at;
  absl::Time refreshed_at;
  absl::Time idle_at;  // ends then unless it is refreshed
  absl::Time expires_at;
};

struct SessionOwner {
  std::string subject;
  std::string provider;
};

// The open sessions of `subject`, the newest first, at most `limit`; those older than the session
// `before`, or all when it is "".
[[nodiscard]] absl::StatusOr<std::vector<OpenSession>> ListOpenSessions(sql::Session& session,
                                                                        const std::string& subject,
                                                                        const std::string& before,
                                                                        int limit, absl::Time now);

[[nodiscard]] absl::StatusOr<std::optional<SessionOwner>> FindSessionOwner(sql::Session& session,
                                                                           const std::string& id);

// Revokes every open session of `subject`; returns how many.
[[nodiscard]] absl::StatusOr<std::vector<std::string>> RevokeSessionsOf(sql::Session& tx,
                                                                        const std::string& subject,
                                                                        absl::Time now);

// Sessions that began at a provider: of one person there, or of one session there.
struct ProviderSessions {
  std::vector<std::string> subject_indices;  // count only without a session
  std::vector<std::string> session_indices;
  absl::Time begun_before;
};

// Revokes those sessions; returns how many.
[[nodiscard]] absl::StatusOr<std::vector<std::string>> RevokeProviderSessions(
    sql::Session& tx, const ProviderSessions& meant, absl::Time now);

}  // namespace tancua::identity::store
