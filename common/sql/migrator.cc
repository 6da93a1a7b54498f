#include "common/sql/migrator.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

// The applied text is kept, so that a later change of it is noticed and can be shown.
constexpr char kCreateTable[] =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "  number BIGINT PRIMARY KEY, name TEXT NOT NULL, statements TEXT NOT NULL,"
    "  applied_at BIGINT NOT NULL)";
constexpr char kSelectApplied[] =
    "SELECT number, name, statements FROM schema_migrations ORDER BY number";
constexpr char kInsertApplied[] =
    "INSERT INTO schema_migrations (number, name, statements, applied_at)"
    " VALUES (:number, :name, :statements, :applied_at)";

struct Applied {
  std::string name;
  std::string statements;
};
using AppliedByNumber = std::map<std::int64_t, Applied>;

absl::Status CheckAscending(const std::vector<Migration>& migrations) {
  const auto disorder = std::adjacent_find(
      migrations.begin(), migrations.end(),
      [](const Migration& a, const Migration& b) { return a.number >= b.number; });
  if (disorder == migrations.end()) return absl::OkStatus();
  return absl::InternalError(
      absl::StrCat("Migration numbers must ascend: ", disorder->number, " ", disorder->name));
}

absl::StatusOr<AppliedByNumber> ReadApplied(Session& session) {
  AppliedByNumber applied;
  RETURN_IF_ERROR(session.Query(kSelectApplied, {}, [&](const Row& row) {
    applied[row.Int(0)] = {.name = row.Text(1), .statements = row.Text(2)};
  }));
  return applied;
}

absl::Status CheckApplied(AppliedByNumber applied, const std::vector<Migration>& migrations) {
  for (const Migration& migration : migrations) {
    const auto found = applied.find(migration.number);
    if (found == applied.end()) continue;
    if (found->second.statements != migration.sql) {
      return absl::FailedPreconditionError(
          absl::StrCat("The text of migration ", migration.number, " (", migration.name,
                       ") was changed after it was applied; add a new migration instead."));
    }
    applied.erase(found);
  }
  if (applied.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("The database is newer than this program: it has migration ",
                   applied.begin()->first, " (", applied.begin()->second.name,
                   "), which the program does not know. Install the newer version."));
}

absl::Status RunStatements(Connection& connection, const Migration& migration) {
  RETURN_IF_ERROR(connection.RunScript(migration.sql));
  for (const std::string& table : AppendOnlyTables({migration})) {
    RETURN_IF_ERROR(connection.MakeAppendOnly(table));
  }
  return absl::OkStatus();
}

absl::Status Apply(Connection& connection, const Migration& migration) {
  if (absl::Status status = RunStatements(connection, migration); !status.ok()) {
    return absl::Status(status.code(), absl::StrCat("Migration ", migration.number, " (",
                                                    migration.name, "): ", status.message()));
  }
  return connection
      .Execute(kInsertApplied, {migration.number, migration.name, migration.sql, absl::Now()})
      .status();
}

absl::Status ApplyMissing(Connection& connection, const std::vector<Migration>& migrations) {
  RETURN_IF_ERROR(connection.RunScript(kCreateTable));
  ASSIGN_OR_RETURN(const AppliedByNumber applied, ReadApplied(connection));
  RETURN_IF_ERROR(CheckApplied(applied, migrations));
  for (const Migration& migration : migrations) {
    if (!applied.contains(migration.number)) RETURN_IF_ERROR(Apply(connection, migration));
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<std::string> AppendOnlyTables(const std::vector<Migration>& migrations) {
  std::vector<std::string> tables;
  for (const Migration& migration : migrations) {
    for (absl::string_view line : absl::StrSplit(migration.sql, '\n')) {
      if (!absl::ConsumePrefix(&line, "-- append-only: ")) continue;
      tables.emplace_back(absl::StripAsciiWhitespace(line));
    }
  }
  return tables;
}

absl::Status ApplyMigrations(Connection& connection, const std::vector<Migration>& migrations) {
  RETURN_IF_ERROR(CheckAscending(migrations));
  RETURN_IF_ERROR(connection.BeginExclusive());
  absl::Status status =
      connection.RunBody([&](Session&) { return ApplyMissing(connection, migrations); });
  if (status.ok()) status = connection.Commit();
  if (!status.ok()) connection.Rollback();
  return status;
}

}  // namespace tancua::sql
