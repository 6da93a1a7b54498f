#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "services/identity/domain/assurance.h"
#include "services/identity/domain/session.h"

namespace tancua::identity::store {

struct NewSession {
  std::string id;
  std::string subject;  // "citizens/{uuid}" or "officers/{uuid}"
  std::string provider;
  std::string client;                  // id of the partner through which the person came, or ""
  std::string provider_subject_index;  // the first of ProviderSubjectIndices, or ""
  std::string provider_session_index;  // the first of ProviderSessionIndices, or ""
  absl::Time expires_at;
  domain::Assurance assurance;  // of the sign-in
};

struct FoundToken {
  domain::RefreshToken token;
  std::string provider;
  std::string client;           // as in NewSession
  domain::Assurance assurance;  // of the session's sign-in
};

[[nodiscard]] absl::Status InsertSession(sql::Session& tx, const NewSession& session,
                                         absl::Time now);
// `token` itself is not kept, only its digest.
[[nodiscard]] absl::Status InsertRefreshToken(sql::Session& tx, const std::string& token,
                                              const std::string& session_id, absl::Time expires_at,
                                              absl::Time now);
[[nodiscard]] absl::StatusOr<std::optional<FoundToken>> FindRefreshToken(sql::Session& session,
                                                                         const std::string& token);
// Marks the token as used: true for exactly one of several callers.
[[nodiscard]] absl::StatusOr<bool> UseRefreshToken(sql::Session& tx, const std::string& token,
                                                   absl::Time now);
[[nodiscard]] absl::Status RevokeSession(sql::Session& tx, const std::string& session_id,
                                         absl::Time now);

}  // namespace tancua::identity::store
