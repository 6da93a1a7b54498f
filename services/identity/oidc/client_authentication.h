#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/http/client.h"
#include "common/id/ids.h"
#include "common/jose/jwt.h"
#include "services/identity/config.h"

namespace tancua::identity::oidc {

using FormFields = std::vector<std::pair<const char*, std::string>>;

// How we prove at the token endpoint that we are the client: client_secret_basic,
// client_secret_post or private_key_jwt (OpenID Connect Core, 9). Thread-safe.
class ClientAuthentication {
 public:
  ClientAuthentication(const ProviderConfig& config, const Clock& clock, Ids& ids);

  // INVALID_ARGUMENT when the configuration names no such method, or a key that does not sign.
  [[nodiscard]] static absl::Status Check(const ProviderConfig& config);

  // A POST of `fields` to `url` with the proof.
  [[nodiscard]] absl::StatusOr<http::ClientRequest> Request(const std::string& url,
                                                            FormFields fields) const;

 private:
  [[nodiscard]] std::string Assertion(const jose::Signer& signer) const;

  const ProviderConfig& config_;
  const Clock& clock_;
  Ids& ids_;
  const absl::StatusOr<jose::Signer> signer_;  // of private_key_jwt
};

}  // namespace tancua::identity::oidc
