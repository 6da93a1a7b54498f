#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/http/client.h"
#include "nlohmann/json.hpp"
#include "services/identity/config.h"
#include "services/identity/metrics.h"

namespace tancua::identity::oidc {

// Calls one provider, server to server: bounded in time, counted and timed by endpoint. Every
// answer is a JSON object; PROVIDER_UNAVAILABLE when there is none. Thread-safe.
class ProviderClient {
 public:
  ProviderClient(const ProviderConfig& config, http::Client& http, const Clock& clock,
                 Metrics& metrics)
      : config_(config), http_(http), clock_(clock), metrics_(metrics) {}

  // `endpoint` is a metric label: "discovery", "jwks", "userinfo".
  [[nodiscard]] absl::StatusOr<nlohmann::json> Get(const char* endpoint, const std::string& url,
                                                   const std::string& bearer, absl::Time deadline);
  // Exchanges a code; IDENTITY_REFUSED when the provider answers invalid_grant.
  [[nodiscard]] absl::StatusOr<nlohmann::json> RequestToken(const std::string& url,
                                                            const std::string& form,
                                                            absl::Time deadline);

 private:
  struct Answer {
    int status = 0;
    nlohmann::json body;
  };
  absl::StatusOr<Answer> Send(const char* endpoint, http::ClientRequest request,
                              absl::Time deadline);
  absl::Status Unavailable(const char* endpoint, const std::string& why);

  const ProviderConfig& config_;
  http::Client& http_;
  const Clock& clock_;
  Metrics& metrics_;
};

}  // namespace tancua::identity::oidc
