#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nlohmann/json.hpp"

namespace tancua::identity::oidc {

// Whose sign-ins a provider ends. At least one of the two is set.
struct LogoutToken {
  std::string subject;   // every session of this person at the provider
  std::string session;   // only this one
  absl::Time issued_at;  // later sign-ins are not meant
};

// What the claims of a verified token say, by OpenID Connect Back-Channel Logout, 2.4 and 2.6;
// IDENTITY_REFUSED when it is no logout token.
[[nodiscard]] absl::StatusOr<LogoutToken> ReadLogoutToken(const nlohmann::json& claims);

}  // namespace tancua::identity::oidc
