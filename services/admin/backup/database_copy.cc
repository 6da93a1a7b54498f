#include "services/admin/backup/database_copy.h"

#include <sqlite3.h>

#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "common/sql/url.h"
#include "common/status/macros.h"
#include "services/admin/backup/pipe.h"

namespace tancua::admin::backup {
namespace {

namespace fs = std::filesystem;

using SqliteFile = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

constexpr char kExportSnapshot[] = "SELECT pg_export_snapshot()";

absl::StatusOr<SqliteFile> OpenSqlite(const std::string& path, int flags) {
  sqlite3* file = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &file, flags, nullptr);
  SqliteFile opened(file, &sqlite3_close);
  if (code == SQLITE_OK) return opened;
  return absl::FailedPreconditionError(absl::StrCat("cannot open ", path));
}

// In one step, so within one read transaction: writers go on, into the write-ahead log.
absl::Status CopySqlite(const std::string& from, const std::string& to) {
  ASSIGN_OR_RETURN(const SqliteFile source, OpenSqlite(from, SQLITE_OPEN_READWRITE));
  ASSIGN_OR_RETURN(const SqliteFile copy,
                   OpenSqlite(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
  constexpr int kBusyMilliseconds = 5000;
  sqlite3_busy_timeout(source.get(), kBusyMilliseconds);
  sqlite3_backup* backup = sqlite3_backup_init(copy.get(), "main", source.get(), "main");
  if (backup != nullptr) sqlite3_backup_step(backup, -1);
  if (backup != nullptr && sqlite3_backup_finish(backup) == SQLITE_OK) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot copy ", from, ": ", sqlite3_errmsg(copy.get())));
}

// As the role that owns the tables, where there is one: it reads them all, those restored, too,
// which the application's role sees only when a service has started and granted them.
sql::DatabaseConfig AsOwner(const sql::DatabaseConfig& config, const std::string& schema) {
  if (config.migration_url.empty()) return config;
  sql::DatabaseConfig owner = config;
  owner.url = config.migration_url;
  if (!schema.empty()) absl::StrAppend(&owner.url, " schema=", schema);
  owner.migration_url.clear();
  return owner;
}

// Dumped within the transaction that is counted: both see the same moment.
absl::StatusOr<DatabaseDigest> DumpPostgres(const sql::DatabaseConfig& config, const sql::Url& url,
                                            const std::string& to) {
  ASSIGN_OR_RETURN(const auto database, sql::Database::Open(config));
  return database->Read([&](sql::Session& session) -> absl::StatusOr<DatabaseDigest> {
    std::string snapshot;
    RETURN_IF_ERROR(
        session.Query(kExportSnapshot, {}, [&](const sql::Row& row) { snapshot = row.Text(0); }));
    Words dump = {
        "pg_dump",       "--format=custom",        "--no-owner",           "--no-privileges",
        "--no-password", "--snapshot=" + snapshot, "--dbname=" + url.libpq};
    if (!url.schema.empty()) dump.push_back("--schema=" + url.schema);
    RETURN_IF_ERROR(RunPipe({dump}, "", to));
    return Digest(session, /*postgres=*/true);
  });
}

absl::Status RestorePostgres(const DatabaseEntry& entry, const std::string& from,
                             const sql::DatabaseConfig& config) {
  ASSIGN_OR_RETURN(const sql::Url owner, sql::ParseUrl(AsOwner(config, entry.schema).url));
  ASSIGN_OR_RETURN(const sql::Url url, sql::ParseUrl(config.url));
  if (url.kind != sql::Url::Kind::kPostgres || url.schema != entry.schema) {
    return absl::InvalidArgumentError(absl::StrCat("the backup is of PostgreSQL, schema '",
                                                   entry.schema,
                                                   "'; the configuration names another"));
  }
  return RunPipe({{"pg_restore", "--no-owner", "--no-privileges", "--no-password",
                   "--exit-on-error", "--single-transaction", "--dbname=" + owner.libpq, from}},
                 "", "");
}

absl::Status PlaceSqlite(const std::string& from, const sql::DatabaseConfig& config) {
  ASSIGN_OR_RETURN(const sql::Url url, sql::ParseUrl(config.url));
  if (url.kind != sql::Url::Kind::kSqliteFile) {
    return absl::InvalidArgumentError("the backup is of SQLite; the configuration names another");
  }
  if (fs::exists(url.path)) {
    return absl::FailedPreconditionError(
        absl::StrCat(url.path, " is there already: restore into an empty place"));
  }
  std::error_code error;
  fs::create_directories(fs::path(url.path).parent_path(), error);
  fs::copy_file(from, url.path, error);
  return error ? absl::UnavailableError(absl::StrCat("cannot write ", url.path)) : absl::OkStatus();
}

}  // namespace

absl::StatusOr<DatabaseEntry> CopyDatabase(const std::string& service,
                                           const sql::DatabaseConfig& config,
                                           const std::string& folder) {
  ASSIGN_OR_RETURN(const sql::Url url, sql::ParseUrl(config.url));
  DatabaseEntry entry{.postgres = url.kind == sql::Url::Kind::kPostgres, .schema = url.schema};
  const std::string copy = absl::StrCat(folder, "/", entry.File(service));
  if (entry.postgres) {
    ASSIGN_OR_RETURN(entry.tables, DumpPostgres(config, url, copy));
  } else {
    RETURN_IF_ERROR(CopySqlite(url.path, copy));
    ASSIGN_OR_RETURN(entry.tables, Digest(sql::DatabaseConfig{.url = "sqlite:" + copy}));
  }
  return entry;
}

absl::Status RestoreDatabase(const std::string& service, const DatabaseEntry& entry,
                             const std::string& folder, const sql::DatabaseConfig& config) {
  const std::string copy = absl::StrCat(folder, "/", entry.File(service));
  RETURN_IF_ERROR(entry.postgres ? RestorePostgres(entry, copy, config)
                                 : PlaceSqlite(copy, config));
  ASSIGN_OR_RETURN(const DatabaseDigest found, Digest(AsOwner(config, entry.schema)));
  const std::string difference = Difference(entry.tables, found);
  if (difference.empty()) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat("the database of ", service, " differs: ", difference));
}

}  // namespace tancua::admin::backup
