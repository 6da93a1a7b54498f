#include "common/sql/postgres_grants.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

constexpr char kSelectSchema[] = "SELECT quote_ident(current_schema())";

absl::Status Grant(Connection& owner, const std::string& role,
                   const std::vector<std::string>& append_only) {
  std::string schema;
  RETURN_IF_ERROR(owner.Query(kSelectSchema, {}, [&](const Row& row) { schema = row.Text(0); }));
  std::string script = absl::StrCat(
      "GRANT USAGE ON SCHEMA ", schema, " TO ", role, ";",
      "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ", schema, " TO ", role, ";",
      "REVOKE INSERT, UPDATE, DELETE ON schema_migrations FROM ", role, ";");
  for (const std::string& table : append_only) {
    absl::StrAppend(&script, "REVOKE UPDATE, DELETE, TRUNCATE ON ", table, " FROM ", role, ";");
  }
  return owner.RunScript(script.c_str());
}

}  // namespace

absl::Status GrantTables(Connection& owner, const std::string& role,
                         const std::vector<std::string>& append_only) {
  RETURN_IF_ERROR(owner.BeginExclusive());
  absl::Status status = owner.RunBody([&](Session&) { return Grant(owner, role, append_only); });
  if (status.ok()) status = owner.Commit();
  if (!status.ok()) owner.Rollback();
  return status;
}

}  // namespace tancua::sql
