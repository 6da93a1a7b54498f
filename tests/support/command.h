#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace tancua::testing {

// What the shell command prints on standard output. UNKNOWN when it ends with an error.
[[nodiscard]] absl::StatusOr<std::string> Output(const std::string& command);

}  // namespace tancua::testing
