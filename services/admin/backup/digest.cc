#include "services/admin/backup/digest.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/crypto/digest.h"
#include "common/sql/url.h"
#include "common/status/macros.h"

namespace tancua::admin::backup {
namespace {

constexpr char kSqliteTables[] =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " ORDER BY name";
constexpr char kPostgresTables[] =
    "SELECT CAST(tablename AS text) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1";

// A session keeps statements by their address.
const char* Kept(std::string statement) {
  static auto& statements = *new std::set<std::string>();
  return statements.insert(std::move(statement)).first->c_str();
}

std::string Quoted(const std::string& name) { return absl::StrCat("\"", name, "\""); }

absl::StatusOr<std::vector<std::string>> Texts(sql::Session& session, const char* query) {
  std::vector<std::string> texts;
  RETURN_IF_ERROR(
      session.Query(query, {}, [&](const sql::Row& row) { texts.push_back(row.Text(0)); }));
  return texts;
}

absl::StatusOr<std::string> SqliteRows(sql::Session& session, const std::string& table) {
  ASSIGN_OR_RETURN(const auto columns,
                   Texts(session, Kept(absl::StrCat("SELECT name FROM pragma_table_info('", table,
                                                    "') ORDER BY cid"))));
  const std::string line = absl::StrJoin(columns, " || '|' || ", [](std::string* out, auto& name) {
    absl::StrAppend(out, "quote(", Quoted(name), ")");
  });
  return absl::StrCat("SELECT ", line, " FROM ", Quoted(table), " ORDER BY 1");
}

std::string PostgresRows(const std::string& table) {
  return absl::StrCat("SELECT CAST(t AS text) FROM ", Quoted(table),
                      " AS t ORDER BY CAST(t AS text) COLLATE \"C\"");
}

}  // namespace

absl::StatusOr<DatabaseDigest> Digest(sql::Session& session, bool postgres) {
  ASSIGN_OR_RETURN(const auto tables, Texts(session, postgres ? kPostgresTables : kSqliteTables));
  DatabaseDigest digest;
  for (const std::string& table : tables) {
    std::string rows = PostgresRows(table);
    if (!postgres) {
      ASSIGN_OR_RETURN(rows, SqliteRows(session, table));
    }
    TableDigest& found = digest[table];
    crypto::Sha256Stream sha256;
    RETURN_IF_ERROR(session.Query(Kept(std::move(rows)), {}, [&](const sql::Row& row) {
      ++found.rows;
      sha256.Add(row.Text(0));
      sha256.Add("\n");
    }));
    found.sha256 = sha256.FinishHex();
  }
  return digest;
}

absl::StatusOr<DatabaseDigest> Digest(const sql::DatabaseConfig& config) {
  ASSIGN_OR_RETURN(const sql::Url url, sql::ParseUrl(config.url));
  ASSIGN_OR_RETURN(const auto database, sql::Database::Open(config));
  return database->Read([&](sql::Session& session) {
    return Digest(session, url.kind == sql::Url::Kind::kPostgres);
  });
}

std::string Difference(const DatabaseDigest& expected, const DatabaseDigest& found) {
  std::vector<std::string> differences;
  for (const auto& [table, digest] : expected) {
    const auto it = found.find(table);
    if (it == found.end()) {
      differences.push_back(absl::StrCat(table, ": missing"));
    } else if (it->second.rows != digest.rows) {
      differences.push_back(
          absl::StrCat(table, ": ", it->second.rows, " rows instead of ", digest.rows));
    } else if (it->second != digest) {
      differences.push_back(absl::StrCat(table, ": other content"));
    }
  }
  for (const auto& [table, digest] : found) {
    if (!expected.contains(table)) differences.push_back(absl::StrCat(table, ": unexpected"));
  }
  return absl::StrJoin(differences, "; ");
}

}  // namespace tancua::admin::backup
