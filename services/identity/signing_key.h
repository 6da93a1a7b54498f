#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace tancua::identity {

// Development only: the signing key in `data_dir`, made at the first start and readable by
// its owner alone.
[[nodiscard]] absl::StatusOr<std::string> DevelopmentSigningKey(const std::string& data_dir);

}  // namespace tancua::identity
