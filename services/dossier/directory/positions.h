#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/rpc/invoker.h"

namespace tancua::dossier::directory {

// Asks the identity service with the officer's own token whether the ward has `position`
// ("wards/{code}/positions/{id}"); POSITION_UNKNOWN when it has not. Not kept: a position may be
// removed at any time, and a dossier is handed over once or twice.
[[nodiscard]] absl::Status CheckPositionExists(rpc::Invoker& identity, const rpc::Call& call,
                                               const std::string& position);

}  // namespace tancua::dossier::directory
