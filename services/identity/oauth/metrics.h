#pragma once

#include <string>

#include "absl/status/status.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/registry.h"

namespace tancua::identity::oauth {

// What operators see of partners.
class Metrics {
 public:
  explicit Metrics(prometheus::Registry& registry);

  // `grant`: "client_credentials" or "refresh_token"; `method`: how the client proved itself.
  void CountIssued(const std::string& grant, const std::string& method);
  // `endpoint`: "token", "introspect" or "revoke".
  void CountRefused(const char* endpoint, const absl::Status& status);
  // `kind`: what was revoked: "token", "session", "client" or "key".
  void CountRevocation(const char* kind);

 private:
  prometheus::Family<prometheus::Counter>& issued_;
  prometheus::Family<prometheus::Counter>& refused_;
  prometheus::Family<prometheus::Counter>& revocations_;
};

}  // namespace tancua::identity::oauth
