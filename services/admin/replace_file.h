#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace tancua::admin {

// Makes `path` hold `text`, in one step: who reads it sees the old text or the new one. The owner
// and the rights stay as they were; of a new file they are the caller's and `mode`.
[[nodiscard]] absl::Status ReplaceFile(const std::string& path, std::string_view text,
                                       mode_t mode = 0600);

}  // namespace tancua::admin
