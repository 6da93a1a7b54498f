#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace tancua::admin::backup {

// Leaves word in runtime::BackupFile(data_dir), which the processes of that folder show in their
// metrics, that what was there at `begin` is backed up.
[[nodiscard]] absl::Status NoteSuccess(const std::string& data_dir, absl::Time begin);

}  // namespace tancua::admin::backup
