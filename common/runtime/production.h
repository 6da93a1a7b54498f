#pragma once

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "common/config/secret_file.h"
#include "common/runtime/process_config.h"

namespace tancua::runtime {

// Refuses in production what only a developer's machine may have: missing or exposed secrets,
// listeners without TLS, and what each module names itself. One error names everything.
[[nodiscard]] absl::Status CheckForProduction(const ProcessConfig& config,
                                              const std::vector<config::SecretFile>& secrets,
                                              const std::vector<std::unique_ptr<Module>>& modules);

}  // namespace tancua::runtime
