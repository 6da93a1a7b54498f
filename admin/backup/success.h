#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace tancua::admin::backup {

// Writes <data_dir>/metrics/backup.prom, which the processes of that folder show with their own
// metrics: when a backup last succeeded, how long it took and how large it is.
[[nodiscard]] absl::Status NoteSuccess(const std::string& data_dir, absl::Time begin,
                                       absl::Time end, std::uintmax_t bytes);

}  // namespace tancua::admin::backup
