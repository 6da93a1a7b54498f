#pragma once

#include <vector>

#include "absl/status/status.h"
#include "common/clock/clock.h"
#include "common/id/ids.h"
#include "common/sql/session.h"
#include "services/identity/domain/client_file.h"

namespace tancua::identity::oauth {

// Registers the clients that are not registered yet, each with its secret. Those that are stay as
// they are: somebody may have changed them since.
[[nodiscard]] absl::Status RegisterClients(sql::Session& tx, const Clock& clock, Ids& ids,
                                           const std::vector<domain::ClientEntry>& entries);

}  // namespace tancua::identity::oauth
