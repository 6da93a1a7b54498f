#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace tancua::identity::domain {

// How long a signed-in person stays so.
struct SessionLimits {
  absl::Duration idle;   // between two refreshes
  absl::Duration total;  // from the sign-in on
};

// A refresh token with the session it belongs to, as stored. A session is the family of all
// refresh tokens that descend from one sign-in.
struct RefreshToken {
  std::string session_id;
  std::string subject;  // "citizens/{uuid}" or "officers/{uuid}"
  bool used = false;
  absl::Time expires_at;
  absl::Time session_expires_at;
  std::optional<absl::Time> session_revoked_at;
};

// OK when the token may be exchanged for the next one. REFRESH_TOKEN_REUSED means that the
// session must be revoked.
[[nodiscard]] absl::Status CheckRefreshable(const RefreshToken& token, absl::Time now);

// When a token made now ends.
[[nodiscard]] absl::Time TokenExpiry(absl::Time now, absl::Duration idle,
                                     absl::Time session_expires_at);

}  // namespace tancua::identity::domain
