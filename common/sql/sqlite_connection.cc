#include "common/sql/sqlite_connection.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <utility>
#include <variant>

#include "absl/cleanup/cleanup.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/sql/placeholders.h"
#include "common/status/macros.h"

// SOCI owns the connection and the prepared statements. Values and rows pass through
// the statement's native handle: SOCI's own exchange objects are made anew for each
// parameter and its row copies each column, which costs more than the statement (ADR
// 0006).
namespace tancua::sql {
namespace {

using namespace sqlite_api;  // NOLINT: SOCI puts sqlite3.h into this namespace

// How long a statement waits for another process that holds the file.
constexpr int kBusyMilliseconds = 5000;

constexpr char kPragmas[] =
    "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -512;";
constexpr char kWriterSettings[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -4096;"
    "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;";

absl::Status ErrorOf(sqlite3* db, int code, const char* sql) {
  const int extended = sqlite3_extended_errcode(db);
  std::string text = absl::StrCat("SQLite: ", sqlite3_errmsg(db), ": ", sql);
  if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY) {
    return absl::AlreadyExistsError(text);
  }
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return absl::UnavailableError(text);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::DataLossError(text);
    default:
      return absl::InternalError(text);
  }
}

class SqliteRow : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool IsNull(std::size_t column) const override {
    return sqlite3_column_type(statement_, static_cast<int>(column)) == SQLITE_NULL;
  }
  std::int64_t Int(std::size_t column) const override {
    return sqlite3_column_int64(statement_, static_cast<int>(column));
  }
  double Double(std::size_t column) const override {
    return sqlite3_column_double(statement_, static_cast<int>(column));
  }
  std::string Text(std::size_t column) const override {
    const auto* text =
        reinterpret_cast<const char*>(sqlite3_column_text(statement_, static_cast<int>(column)));
    if (text == nullptr) return {};
    return std::string(text, sqlite3_column_bytes(statement_, static_cast<int>(column)));
  }

 private:
  sqlite3_stmt* statement_;
};

// Binds values without copying them: they outlive the step, and each run binds anew.
struct Binder {
  sqlite3_stmt* statement;
  int index;
  int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
  int operator()(std::int64_t v) const { return sqlite3_bind_int64(statement, index, v); }
  int operator()(double v) const { return sqlite3_bind_double(statement, index, v); }
  int operator()(std::string_view v) const {
    return sqlite3_bind_text64(statement, index, v.empty() ? "" : v.data(), v.size(), SQLITE_STATIC,
                               SQLITE_UTF8);
  }
};

class SqliteConnection : public Connection {
 public:
  SqliteConnection(const std::string& target) : session_(soci::sqlite3, target) {
    backend_ = static_cast<soci::sqlite3_session_backend*>(session_.get_backend());
    sqlite3_busy_timeout(db(), kBusyMilliseconds);
  }

  absl::Status Begin(Access access) override {
    access_ = access;
    return Control(access == Access::kWrite ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED");
  }
  absl::Status BeginExclusive() override { return Begin(Access::kWrite); }
  absl::Status Commit() override { return Control("COMMIT"); }
  void Rollback() override {
    // SQLite has rolled back by itself when a disk error ended the transaction.
    if (InTransaction()) Control("ROLLBACK").IgnoreError();
  }
  bool InTransaction() override { return sqlite3_get_autocommit(db()) == 0; }

  absl::Status RunScript(const char* script) override {
    const int code = sqlite3_exec(db(), script, nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? absl::OkStatus() : ErrorOf(db(), code, script);
  }

  absl::Status MakeAppendOnly(const std::string& table) override {
    for (const char* change : {"UPDATE", "DELETE"}) {
      RETURN_IF_ERROR(RunScript(
          absl::StrCat("CREATE TRIGGER ", table, "_refuses_", change, " BEFORE ", change, " ON ",
                       table, " BEGIN SELECT RAISE(ABORT, '", table, " is append-only'); END")
              .c_str()));
    }
    return absl::OkStatus();
  }

 protected:
  absl::StatusOr<Effect> Run(const char* sql, absl::Span<const Param> params,
                             absl::FunctionRef<void(const Row&)> row) override {
    ASSIGN_OR_RETURN(sqlite3_stmt * statement, Prepare(sql));
    const bool writes = sqlite3_stmt_readonly(statement) == 0;
    if (writes && access_ == Access::kRead) {
      return absl::InternalError(absl::StrCat("a statement that writes in a read: ", sql));
    }
    const absl::Cleanup reset = [statement] { sqlite3_reset(statement); };
    RETURN_IF_ERROR(Bind(statement, sql, params));
    const SqliteRow view(statement);
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) row(view);
    if (code != SQLITE_DONE) return ErrorOf(db(), code, sql);
    return Effect{.rows = writes ? sqlite3_changes64(db()) : 0, .wrote = writes};
  }

 private:
  // SOCI's destructor does not release the statement, and the file stays open with it.
  struct CleanUp {
    void operator()(soci::sqlite3_statement_backend* statement) const {
      statement->clean_up();
      delete statement;
    }
  };
  using Statement = std::unique_ptr<soci::sqlite3_statement_backend, CleanUp>;

  sqlite3* db() { return backend_->conn_; }

  absl::Status Bind(sqlite3_stmt* statement, const char* sql, absl::Span<const Param> params) {
    if (sqlite3_bind_parameter_count(statement) != static_cast<int>(params.size())) {
      return absl::InternalError(absl::StrCat("wrong number of values: ", sql));
    }
    for (std::size_t i = 0; i < params.size(); ++i) {
      const int code = std::visit(Binder{statement, static_cast<int>(i) + 1}, params[i].value());
      if (code != SQLITE_OK) return ErrorOf(db(), code, sql);
    }
    return absl::OkStatus();
  }

  absl::Status Control(const char* sql) {
    return Run(sql, {}, [](const Row&) {}).status();
  }

  absl::StatusOr<sqlite3_stmt*> Prepare(const char* sql) {
    Statement& kept = statements_[sql];
    if (kept == nullptr) {
      Statement fresh(backend_->make_statement_backend());
      fresh->alloc();
      try {
        fresh->prepare(NumberPlaceholders(sql, '?').text, soci::details::st_repeatable_query);
      } catch (const std::exception& e) {
        return ErrorOf(db(), sqlite3_errcode(db()), sql);
      }
      kept = std::move(fresh);
    }
    return kept->stmt_;
  }

  soci::session session_;
  soci::sqlite3_session_backend* backend_;
  Access access_ = Access::kWrite;  // of the present transaction
  // By the address of the constant. Destroyed before the session that owns them.
  absl::flat_hash_map<const char*, Statement> statements_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> ConnectSqlite(const std::string& path, Access access) {
  try {
    auto connection = std::make_unique<SqliteConnection>(absl::StrCat("db=\"", path, "\""));
    RETURN_IF_ERROR(connection->RunScript(kPragmas));
    if (access == Access::kWrite) RETURN_IF_ERROR(connection->RunScript(kWriterSettings));
    return connection;
  } catch (const std::exception& e) {
    return absl::UnavailableError(absl::StrCat("SQLite: ", e.what()));
  }
}

}  // namespace tancua::sql
