#pragma once

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "common/runtime/host.h"
#include "common/runtime/process_config.h"

namespace tancua::runtime {

// Brings the database of each module up to this version, as a start would, and nothing else: for a
// Job before a roll-out.
[[nodiscard]] absl::Status Migrate(const ProcessConfig& config,
                                   const std::vector<std::unique_ptr<Module>>& modules);

}  // namespace tancua::runtime
