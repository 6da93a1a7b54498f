#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

// Encrypted archives: tar and age, so that they can be opened without this program.
namespace tancua::admin::backup {

// Packs `paths` below `folder` into `file`, for the holders of the private keys that fit
// `recipients_file` (age1…, one a line).
[[nodiscard]] absl::Status Seal(const std::string& folder, const std::vector<std::string>& paths,
                                const std::string& recipients_file, const std::string& file);

// Unpacks `file` below `folder` by the private key in `identity_file`.
[[nodiscard]] absl::Status Open(const std::string& file, const std::string& identity_file,
                                const std::string& folder);

}  // namespace tancua::admin::backup
