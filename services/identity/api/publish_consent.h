#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "services/identity/privacy_deps.h"

namespace tancua::identity::api {

// Tells the other services, in the transaction of the change.
[[nodiscard]] absl::Status PublishConsent(PrivacyDeps& deps, sql::Session& tx,
                                          const rpc::Call& call, const std::string& citizen,
                                          const std::string& purpose, bool granted);

}  // namespace tancua::identity::api
