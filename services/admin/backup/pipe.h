#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace tancua::admin::backup {

using Words = std::vector<std::string>;

// Runs programs one into the other, without a shell: the first reads `input`, the last writes
// `output`, which must not exist and is readable by its owner alone. Empty: nothing, and our own
// standard output. An error names the first program that failed; `output` is removed then.
[[nodiscard]] absl::Status RunPipe(const std::vector<Words>& programs, const std::string& input,
                                   const std::string& output);

}  // namespace tancua::admin::backup
