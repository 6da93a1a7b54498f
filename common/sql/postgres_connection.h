#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "common/sql/url.h"

namespace tancua::sql {

[[nodiscard]] absl::StatusOr<std::unique_ptr<Connection>> ConnectPostgres(const Url& url);

}  // namespace tancua::sql
