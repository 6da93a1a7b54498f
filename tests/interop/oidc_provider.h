#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/http/client.h"
#include "tests/support/process.h"

namespace tancua::interop {

// The certified provider npm oidc-provider as a process of its own, behind a proxy that does
// wrong when told to (tests/interop/provider).
class OidcProvider {
 public:
  // The one that all tests of this process share; its packages are installed on first use.
  // `client_key`: the public key, as a JWK, of the client tancua-key.
  [[nodiscard]] static OidcProvider& Shared(const std::string& client_key);

  // Sets all faults, in JSON; those not named are off.
  [[nodiscard]] absl::Status SetFaults(const std::string& faults);
  [[nodiscard]] std::string issuer() const;
  [[nodiscard]] std::string Log() const { return process_.Log(); }

 private:
  OidcProvider(const std::string& programs, const std::string& client_key);
  [[nodiscard]] absl::Status Start();

  const testing::TemporaryFolder folder_;  // for the log
  const int port_;
  testing::ServiceProcess process_;
  http::Client http_;
};

}  // namespace tancua::interop
