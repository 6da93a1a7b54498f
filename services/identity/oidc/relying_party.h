#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/http/client.h"
#include "common/id/ids.h"
#include "common/jose/jwt.h"
#include "nlohmann/json.hpp"
#include "services/identity/config.h"
#include "services/identity/domain/verification.h"
#include "services/identity/metrics.h"
#include "services/identity/oidc/cached.h"
#include "services/identity/oidc/logout_token.h"
#include "services/identity/oidc/metadata.h"
#include "services/identity/oidc/profile.h"
#include "services/identity/oidc/provider_client.h"

namespace tancua::identity::oidc {

// Our side of OpenID Connect towards one provider: code flow with PKCE, state and nonce, as far
// as the provider's profile follows it. Thread-safe; calls block until `deadline` at most.
class RelyingParty {
 public:
  RelyingParty(const ProviderConfig& config, http::Client& http, const Clock& clock, Ids& ids,
               Metrics& metrics);

  [[nodiscard]] const ProviderConfig& config() const { return config_; }

  // Where to send the person's browser.
  [[nodiscard]] absl::StatusOr<std::string> AuthorizationUri(
      const domain::Verification& verification, absl::Time deadline);

  // Where to send the browser to sign out at the provider too (OpenID Connect RP-Initiated Logout);
  // "" when the provider has no such page or does not answer.
  [[nodiscard]] std::string EndSessionUri(const std::string& redirect_uri, absl::Time deadline);

  // What a token says that the provider posted; IDENTITY_REFUSED when it is no logout token of the
  // provider's.
  [[nodiscard]] absl::StatusOr<LogoutToken> ReadLogoutToken(const std::string& token,
                                                            absl::Time deadline);

  // Refuses a redirect that another provider made (RFC 9207): VERIFICATION_STATE_MISMATCH.
  [[nodiscard]] absl::Status CheckRedirectIssuer(const std::string& issuer, absl::Time deadline);

  // Exchanges the code and returns what the provider says of the person: the claims of userinfo,
  // overridden by those of the ID token, which is signed.
  [[nodiscard]] absl::StatusOr<nlohmann::json> ReadClaims(const std::string& code,
                                                          const domain::Verification& verification,
                                                          absl::Time deadline);

 private:
  [[nodiscard]] absl::StatusOr<Metadata> FetchMetadata(absl::Time deadline);
  [[nodiscard]] absl::StatusOr<jose::KeySet> FetchKeys(absl::Time deadline);
  // The claims of a token that the provider signed for us; IDENTITY_REFUSED with a cause that
  // begins with `what`.
  [[nodiscard]] absl::StatusOr<nlohmann::json> VerifySigned(const std::string& token,
                                                            const char* what, bool may_lack_exp,
                                                            absl::Time deadline);
  [[nodiscard]] absl::StatusOr<nlohmann::json> RequestTokens(
      const std::string& code, const domain::Verification& verification, absl::Time deadline);
  [[nodiscard]] absl::StatusOr<nlohmann::json> ReadUserInfo(const std::string& access_token,
                                                            absl::Time deadline);

  const ProviderConfig& config_;
  const Profile profile_;
  const Clock& clock_;
  ProviderClient client_;
  Cached<Metadata> metadata_;
  Cached<jose::KeySet> keys_;
};

}  // namespace tancua::identity::oidc
