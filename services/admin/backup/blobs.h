#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace tancua::admin::backup {

using Blobs = std::map<std::string, std::string>;  // path below the folder → SHA-256

// Takes hold of every attachment as it is now, below `copy`, and says what they are. Uploads that
// are not complete are left out, and so is what is deleted meanwhile.
[[nodiscard]] absl::StatusOr<Blobs> CopyBlobs(const std::string& folder, const std::string& copy);

// DATA_LOSS naming the first file below `folder` that is missing or not what `expected` says.
[[nodiscard]] absl::Status CheckBlobs(const Blobs& expected, const std::string& folder);

}  // namespace tancua::admin::backup
