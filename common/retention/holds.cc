#include "common/retention/holds.h"

#include "common/status/macros.h"

namespace tancua::retention {

const char* const kHoldsMigrationSql = R"sql(
CREATE TABLE legal_holds (
  subject TEXT PRIMARY KEY,
  held BIGINT NOT NULL,
  change_time BIGINT NOT NULL
);
)sql";

namespace {

constexpr char kUpsertHold[] =
    "INSERT INTO legal_holds (subject, held, change_time) VALUES (:subject, :held, :time) "
    "ON CONFLICT (subject) DO UPDATE SET held = excluded.held, change_time = excluded.change_time "
    "WHERE legal_holds.change_time < excluded.change_time";
constexpr char kFindHold[] = "SELECT 1 FROM legal_holds WHERE subject = :subject AND held = 1";

}  // namespace

absl::Status ApplyHold(sql::Session& tx, std::string_view subject, bool held,
                       absl::Time change_time) {
  return tx.Execute(kUpsertHold, {subject, held, change_time}).status();
}

absl::StatusOr<bool> IsHeld(sql::Session& session, std::string_view subject) {
  bool held = false;
  RETURN_IF_ERROR(session.Query(kFindHold, {subject}, [&](const sql::Row&) { held = true; }));
  return held;
}

}  // namespace tancua::retention
