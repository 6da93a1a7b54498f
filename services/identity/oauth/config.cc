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

void AddProductionProblems(const Config& config, std::vector<std::string>& problems) {
  if (!absl::StartsWith(config.issuer, "https://")) {
    problems.emplace_back("identity.oauth.issuer must be https in production");
  }
  if (!config.clients_file.empty()) {
    problems.emplace_back(
        "identity.oauth.clients_file must be empty in production: register clients by the API");
  }
}

}  // namespace tancua::identity::oauth
