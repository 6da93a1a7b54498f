#pragma once

#include <string>
#include <vector>

#include "common/config/binder.h"

namespace tancua::identity::oauth {

struct Config {
  std::string issuer = "http://127.0.0.1:8080";
  std::string clients_file = "services/identity/data/clients.yaml";
};

void Bind(config::Binder& binder, Config& config);

// What must not run where partners are real, a sentence each.
void AddProductionProblems(const Config& config, std::vector<std::string>& problems);

}  // namespace tancua::identity::oauth
