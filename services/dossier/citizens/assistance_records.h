#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/rpc/invoker.h"
#include "services/dossier/domain/assistance.h"

namespace tancua::dossier::citizens {

// The help of the calling citizen, asked for at the identity service with their own token. Not
// kept: a citizen files with one token once or twice. OTHER_WARD unless the help was given in
// `ward` ("wards/{code}"): an assistant helps where they were seen to help.
[[nodiscard]] absl::StatusOr<domain::Assistance> ReadAssistance(rpc::Invoker& identity,
                                                                const rpc::Call& call,
                                                                const std::string& ward);

}  // namespace tancua::dossier::citizens
