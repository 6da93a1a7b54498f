#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/http/client.h"
#include "common/id/ids.h"
#include "nlohmann/json.hpp"
#include "services/identity/config.h"
#include "services/identity/metrics.h"
#include "services/identity/oidc/client_authentication.h"

namespace tancua::identity::oidc {

// Calls one provider, server to server: bounded in time, counted and timed by endpoint.
// PROVIDER_UNAVAILABLE when there is no answer, or none of the kind that is wanted. Thread-safe.
class ProviderClient {
 public:
  ProviderClient(const ProviderConfig& config, http::Client& http, const Clock& clock, Ids& ids,
                 Metrics& metrics)
      : config_(config),
        http_(http),
        clock_(clock),
        authentication_(config, clock, ids),
        metrics_(metrics) {}

  // The JSON object at `url`. `endpoint` is a metric label: "discovery", "jwks", "userinfo".
  [[nodiscard]] absl::StatusOr<nlohmann::json> Get(const char* endpoint, const std::string& url,
                                                   const std::string& bearer, absl::Time deadline);
  // The signed JWT at `url`, not yet believed.
  [[nodiscard]] absl::StatusOr<std::string> GetJwt(const char* endpoint, const std::string& url,
                                                   const std::string& bearer, absl::Time deadline);
  // Exchanges a code; IDENTITY_REFUSED when the provider answers invalid_grant.
  [[nodiscard]] absl::StatusOr<nlohmann::json> RequestToken(const std::string& url, FormFields form,
                                                            absl::Time deadline);

 private:
  absl::StatusOr<http::ClientResponse> Send(const char* endpoint, http::ClientRequest request,
                                            absl::Time deadline);
  absl::StatusOr<std::string> Fetch(const char* endpoint, http::ClientRequest request,
                                    const std::string& bearer, absl::Time deadline);
  absl::StatusOr<nlohmann::json> Object(const char* endpoint, const std::string& body);
  absl::Status Unavailable(const char* endpoint, const std::string& why);

  const ProviderConfig& config_;
  http::Client& http_;
  const Clock& clock_;
  const ClientAuthentication authentication_;
  Metrics& metrics_;
};

}  // namespace tancua::identity::oidc
