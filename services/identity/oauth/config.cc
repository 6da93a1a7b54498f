#include "services/identity/oauth/config.h"

#include "absl/strings/match.h"

namespace tancua::identity::oauth {

void Bind(config::Binder& b, Config& c) {
  b.Value("issuer", c.issuer,
          "URL under which partners reach the gateway; names this authorisation server (RFC 8414)");
  b.Value("clients_file", c.clients_file,
          "partners of the demonstration with their secrets (YAML), registered at start unless "
          "they are; must be empty in production");
}

absl::Status CheckForProduction(const Config& config) {
  if (!absl::StartsWith(config.issuer, "https://")) {
    return absl::InvalidArgumentError("identity.oauth.issuer must be https in production");
  }
  if (!config.clients_file.empty()) {
    return absl::InvalidArgumentError(
        "identity.oauth.clients_file must be empty in production: register clients by the API");
  }
  return absl::OkStatus();
}

}  // namespace tancua::identity::oauth
