#pragma once

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "services/identity/domain/data_request.h"
#include "services/identity/privacy_deps.h"

namespace tancua::identity::api {

// Does what a granted request asks for, where the suite can do it by itself: DELETE, RESTRICT,
// WITHDRAW. LEGAL_HOLD_ACTIVE when the person's data must not be erased.
[[nodiscard]] absl::Status ApplyGranted(PrivacyDeps& deps, sql::Session& tx, const rpc::Call& call,
                                        const domain::DataRequest& request);

}  // namespace tancua::identity::api
