#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/config/binder.h"

namespace tancua::identity::oauth {

struct Config {
  std::string issuer = "http://127.0.0.1:8080";
  std::string clients_file = "services/identity/data/clients.yaml";
};

void Bind(config::Binder& binder, Config& config);

// Refuses plain HTTP and clients whose secrets stand in a file.
[[nodiscard]] absl::Status CheckForProduction(const Config& config);

}  // namespace tancua::identity::oauth
