#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"

// What a service knows of the legal holds that `identity` keeps: the table legal_holds (subject,
// held, change_time). Statements that remove records ask it with
// "NOT EXISTS (SELECT 1 FROM legal_holds WHERE held = 1 AND subject = …)".
namespace tancua::retention {

// The table, for a service's list of migrations.
extern const char* const kHoldsMigrationSql;

// The newest change is the truth, in whatever order they come.
[[nodiscard]] absl::Status ApplyHold(sql::Session& tx, std::string_view subject, bool held,
                                     absl::Time change_time);
[[nodiscard]] absl::StatusOr<bool> IsHeld(sql::Session& session, std::string_view subject);

}  // namespace tancua::retention
