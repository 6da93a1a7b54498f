#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/dossier/catalogue/catalogue.h"

namespace tancua::admin::procedures {

// Where the catalogue lies that `folder` held before.
[[nodiscard]] std::string PreviousOf(const std::string& folder);

// Makes `folder` hold `texts`, by file name, in one step: who reads it sees the old files or the
// new ones, after a power cut, too. The old ones become PreviousOf. All may read them; the owner is
// that of the folder above.
[[nodiscard]] absl::Status ReplaceFolder(const std::string& folder,
                                         const dossier::catalogue::Texts& texts);

// Changes `folder` and PreviousOf it for one another.
[[nodiscard]] absl::Status ExchangeWithPrevious(const std::string& folder);

}  // namespace tancua::admin::procedures
