#include "tests/load/raw_rows.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "common/sql/url.h"
#include "common/status/macros.h"
#include "tests/load/load.h"

namespace tancua::load {
namespace {

// What one filing adds to, apart from the number of the day.
constexpr const char* kTables[] = {"dossiers", "transitions", "outbox", "requests"};
constexpr int kMostDossiers = 20'000;

using Row = std::vector<std::optional<std::string>>;

struct Table {
  std::string name;
  std::vector<Row> rows;
};

// The n-th row of every table is written in one transaction with its neighbours.
std::size_t Dossiers(const std::vector<Table>& tables) {
  std::size_t least = kMostDossiers;
  for (const Table& table : tables) least = std::min(least, table.rows.size());
  return least;
}

std::string Select(const std::string& table) {
  return absl::StrCat("SELECT * FROM ", table, " LIMIT ", kMostDossiers);
}

// "INSERT INTO target VALUES (?1, ?2, …)"
std::string Insert(const std::string& target, std::size_t columns, const char* mark) {
  std::vector<std::string> marks;
  for (std::size_t i = 1; i <= columns; ++i) marks.push_back(absl::StrCat(mark, i));
  return absl::StrCat("INSERT INTO ", target, " VALUES (", absl::StrJoin(marks, ", "), ")");
}

double PerSecond(std::size_t dossiers, absl::Duration took) {
  return static_cast<double>(dossiers) / absl::ToDoubleSeconds(took);
}

class SqliteFile {
 public:
  explicit SqliteFile(const std::string& path) { sqlite3_open(path.c_str(), &handle_); }
  ~SqliteFile() { sqlite3_close_v2(handle_); }

  absl::Status Run(const std::string& sql) {
    return sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK
               ? absl::OkStatus()
               : absl::UnknownError(absl::StrCat(sqlite3_errmsg(handle_), ": ", sql));
  }
  std::vector<Row> Query(const std::string& sql) {
    std::vector<Row> rows;
    Statement statement = Prepare(sql);
    while (sqlite3_step(statement.get()) == SQLITE_ROW) {
      Row& row = rows.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement.get()); ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), i));
        row.push_back(text == nullptr ? std::nullopt : std::make_optional<std::string>(text));
      }
    }
    return rows;
  }

  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalizer>;
  Statement Prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr);
    return Statement(statement);
  }
  absl::Status Write(sqlite3_stmt* statement, const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i]) {
        sqlite3_bind_null(statement, static_cast<int>(i) + 1);
        continue;
      }
      sqlite3_bind_text(statement, static_cast<int>(i) + 1, row[i]->data(),
                        static_cast<int>(row[i]->size()), SQLITE_STATIC);
    }
    const bool done = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    return done ? absl::OkStatus() : absl::UnknownError(sqlite3_errmsg(handle_));
  }

 private:
  sqlite3* handle_ = nullptr;
};

class PostgresLink {
 public:
  explicit PostgresLink(const std::string& words) : link_(PQconnectdb(words.c_str())) {}
  ~PostgresLink() { PQfinish(link_); }

  absl::StatusOr<std::vector<Row>> Query(const std::string& sql) {
    const Result result(PQexec(link_, sql.c_str()));
    RETURN_IF_ERROR(Check(result));
    std::vector<Row> rows;
    for (int r = 0; r < PQntuples(result.get()); ++r) {
      Row& row = rows.emplace_back();
      for (int c = 0; c < PQnfields(result.get()); ++c) {
        row.push_back(PQgetisnull(result.get(), r, c)
                          ? std::nullopt
                          : std::make_optional<std::string>(PQgetvalue(result.get(), r, c)));
      }
    }
    return rows;
  }
  absl::Status Prepare(const std::string& name, const std::string& sql) {
    return Check(Result(PQprepare(link_, name.c_str(), sql.c_str(), 0, nullptr)));
  }
  // Sends the rows `begin` to `end` of every table in one transaction and one round trip.
  absl::Status WriteTogether(const std::vector<Table>& tables, std::size_t begin, std::size_t end) {
    PQenterPipelineMode(link_);
    for (std::size_t i = begin; i < end; ++i) {
      for (const Table& table : tables) Send(table.name, table.rows[i]);
    }
    PQpipelineSync(link_);  // commits: what one sync ends is one implicit transaction
    absl::Status status;
    for (bool synced = false; !synced;) {
      const Result result(PQgetResult(link_));
      if (result == nullptr) continue;
      synced = PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC;
      if (!synced) status.Update(Check(result));
    }
    PQexitPipelineMode(link_);
    return status;
  }

 private:
  struct Clearer {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Result = std::unique_ptr<PGresult, Clearer>;

  absl::Status Check(const Result& result) {
    const auto state = PQresultStatus(result.get());
    return state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK
               ? absl::OkStatus()
               : absl::UnknownError(PQerrorMessage(link_));
  }
  void Send(const std::string& statement, const Row& row) {
    std::vector<const char*> values;
    for (const auto& value : row) values.push_back(value ? value->c_str() : nullptr);
    PQsendQueryPrepared(link_, statement.c_str(), static_cast<int>(values.size()), values.data(),
                        nullptr, nullptr, 0);
  }

  PGconn* const link_;
};

}  // namespace

absl::StatusOr<double> RewriteSqlite(const std::string& file) {
  SqliteFile source(file);
  SqliteFile target(file + ".rewritten");
  RETURN_IF_ERROR(target.Run("PRAGMA journal_mode = WAL"));
  RETURN_IF_ERROR(target.Run("PRAGMA synchronous = FULL"));
  std::vector<Table> tables;
  std::vector<SqliteFile::Statement> inserts;
  for (const std::string name : kTables) {
    for (const Row& definition : source.Query(absl::StrCat(
             "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND tbl_name = '", name, "'"))) {
      RETURN_IF_ERROR(target.Run(*definition[0]));
    }
    tables.push_back({name, source.Query(Select(name))});
    if (tables.back().rows.empty()) return absl::UnknownError(absl::StrCat(name, " is empty"));
    inserts.push_back(target.Prepare(Insert(name, tables.back().rows[0].size(), "?")));
  }
  const std::size_t dossiers = Dossiers(tables);
  const absl::Time begin = absl::Now();
  for (std::size_t i = 0; i < dossiers; ++i) {
    if (i % kInFlight == 0) RETURN_IF_ERROR(target.Run(i == 0 ? "BEGIN" : "COMMIT; BEGIN"));
    for (std::size_t t = 0; t < tables.size(); ++t) {
      RETURN_IF_ERROR(target.Write(inserts[t].get(), tables[t].rows[i]));
    }
  }
  RETURN_IF_ERROR(target.Run("COMMIT"));
  return PerSecond(dossiers, absl::Now() - begin);
}

absl::StatusOr<double> RewritePostgres(const std::string& url) {
  ASSIGN_OR_RETURN(const sql::Url parsed, sql::ParseUrl(url));
  PostgresLink link(parsed.libpq);
  RETURN_IF_ERROR(link.Query("SET client_min_messages = error").status());
  std::vector<Table> tables;
  for (const std::string name : kTables) {
    const std::string source = absl::StrCat(parsed.schema, ".", name);
    const std::string target = source + "_rewritten";
    RETURN_IF_ERROR(
        link.Query(absl::StrCat("CREATE TABLE ", target, " (LIKE ", source, " INCLUDING ALL)"))
            .status());
    ASSIGN_OR_RETURN(std::vector<Row> rows, link.Query(Select(source)));
    if (rows.empty()) return absl::UnknownError(absl::StrCat(name, " is empty"));
    RETURN_IF_ERROR(link.Prepare(name, Insert(target, rows[0].size(), "$")));
    tables.push_back({name, std::move(rows)});
  }
  const std::size_t dossiers = Dossiers(tables);
  const absl::Time begin = absl::Now();
  for (std::size_t i = 0; i < dossiers; i += kInFlight) {
    RETURN_IF_ERROR(link.WriteTogether(tables, i, std::min<std::size_t>(i + kInFlight, dossiers)));
  }
  return PerSecond(dossiers, absl::Now() - begin);
}

}  // namespace tancua::load
