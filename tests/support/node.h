#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace tancua::testing {

// Copies the Node.js programs of tests/`folder` beside the binaries and installs the packages that
// their package-lock.json names, once; returns where they are.
[[nodiscard]] absl::StatusOr<std::string> InstallNodePrograms(const std::string& folder);

}  // namespace tancua::testing
