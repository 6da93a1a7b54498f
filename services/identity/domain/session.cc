#include "services/identity/domain/session.h"

#include <algorithm>

#include "services/identity/domain/errors.h"

namespace tancua::identity::domain {

absl::Status CheckRefreshable(const RefreshToken& token, absl::Time now) {
  if (token.session_revoked_at) return status::Error(kRefreshTokenInvalid);
  // Before the times: a thief who waits must not be taken for a late owner.
  if (token.used) return status::Error(kRefreshTokenReused);
  if (now >= token.expires_at || now >= token.session_expires_at) {
    return status::Error(kRefreshTokenExpired);
  }
  return absl::OkStatus();
}

absl::Time TokenExpiry(absl::Time now, absl::Duration idle, absl::Time session_expires_at) {
  return std::min(now + idle, session_expires_at);
}

}  // namespace tancua::identity::domain
