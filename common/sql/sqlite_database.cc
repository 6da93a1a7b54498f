#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/sql/backends.h"
#include "common/sql/pooled_database.h"
#include "common/sql/sqlite_connection.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

namespace fs = std::filesystem;

// A whole file is checked at start only up to this size: it is read at some 500 MB/s.
constexpr std::uintmax_t kCheckedBytes = 32u << 20;

absl::Status CreateFolder(const fs::path& file) {
  std::error_code error;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
  if (!error) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat("The data folder ", file.parent_path().string(),
                                                    " cannot be created: ", error.message(), "."));
}

// Turns what SQLite says about the file into a sentence for its operator.
absl::Status Explain(const std::string& path, const absl::Status& status) {
  if (absl::IsDataLoss(status)) {
    return absl::FailedPreconditionError(absl::StrCat(
        "The database file ", path, " is damaged or is not a database; restore it from a copy."));
  }
  return absl::FailedPreconditionError(
      absl::StrCat("The database file ", path,
                   " cannot be opened or written: ", std::string(status.message()), "."));
}

// Damage shows only where a page is read, so a file of ordinary size is read whole.
absl::Status CheckFile(Connection& connection, const std::string& path) {
  std::error_code error;
  const bool whole = fs::file_size(path, error) <= kCheckedBytes && !error;
  std::string verdict = "ok";
  RETURN_IF_ERROR(connection.RunBody([&](Session& session) {
    RETURN_IF_ERROR(session.Query("SELECT COUNT(*) FROM sqlite_master", {}, [](const Row&) {}));
    if (!whole) return absl::OkStatus();
    return session.Query("PRAGMA quick_check(1)", {},
                         [&](const Row& row) { verdict = row.Text(0); });
  }));
  return verdict == "ok" ? absl::OkStatus() : absl::DataLossError(verdict);
}

absl::Status CheckWritable(Connection& connection) {
  RETURN_IF_ERROR(connection.Begin(Access::kWrite));
  connection.Rollback();
  return absl::OkStatus();
}

absl::Status OpenAndCheck(ConnectionPool& writers, const std::string& path) {
  ASSIGN_OR_RETURN(ConnectionPool::Lease connection, writers.Take());
  RETURN_IF_ERROR(CheckWritable(*connection));
  return CheckFile(*connection, path);
}

}  // namespace

DatabaseOrError OpenSqliteFile(const Url& url, const DatabaseConfig& config) {
  RETURN_IF_ERROR(CreateFolder(url.path));
  const auto connect = [path = url.path](Access access) {
    return [path, access] { return ConnectSqlite(path, access); };
  };
  auto writers = std::make_shared<ConnectionPool>(connect(Access::kWrite), 1);
  if (absl::Status status = OpenAndCheck(*writers, url.path); !status.ok()) {
    return Explain(url.path, status);
  }
  DatabaseConfig single = config;
  single.writers = 1;
  return std::make_unique<PooledDatabase>(
      std::make_shared<ConnectionPool>(connect(Access::kRead), std::max(config.readers, 1)),
      std::move(writers), single);
}

// Readers and writer take turns on one connection: SQLite's shared cache would answer
// them with lock errors that a file never gives.
DatabaseOrError OpenSqliteMemory(const DatabaseConfig& config) {
  auto only =
      std::make_shared<ConnectionPool>([] { return ConnectSqlite(":memory:", Access::kWrite); }, 1);
  DatabaseConfig single = config;
  single.writers = 1;
  return std::make_unique<PooledDatabase>(only, only, single);
}

}  // namespace tancua::sql
