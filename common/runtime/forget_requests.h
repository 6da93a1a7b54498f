#pragma once

#include <string_view>

#include "common/clock/clock.h"
#include "common/runtime/worker.h"
#include "common/sql/database.h"

namespace tancua::runtime {

// Deletes the answers that rpc::Once keeps in `database` once nobody repeats their requests any
// more (rpc::kRequestsKept).
[[nodiscard]] Worker ForgetRequests(std::string_view service, sql::Database& database,
                                    const Clock& clock);

}  // namespace tancua::runtime
