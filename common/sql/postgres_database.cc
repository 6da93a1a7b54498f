#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/sql/backends.h"
#include "common/sql/migrator.h"
#include "common/sql/pooled_database.h"
#include "common/sql/postgres_connection.h"
#include "common/sql/postgres_grants.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

constexpr char kSelectSchema[] = "SELECT 1 FROM pg_namespace WHERE nspname = :name";

// Looks first: a role that may not create schemas can use one that was made for it.
absl::Status EnsureSchema(Connection& connection, const std::string& name) {
  if (name.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(connection.BeginExclusive());
  absl::Status status = connection.RunBody([&](Session& session) {
    bool exists = false;
    RETURN_IF_ERROR(session.Query(kSelectSchema, {name}, [&](const Row&) { exists = true; }));
    if (exists) return absl::OkStatus();
    return connection.RunScript(absl::StrCat("CREATE SCHEMA ", name).c_str());
  });
  if (status.ok()) status = connection.Commit();
  if (!status.ok()) connection.Rollback();
  return status;
}

// Where the role that owns the tables connects. The schema is that of the application: tables
// elsewhere would not be found.
absl::StatusOr<std::unique_ptr<Connection>> ConnectOwner(const Url& url,
                                                         const DatabaseConfig& config) {
  ASSIGN_OR_RETURN(Url owner, ParseUrl(config.migration_url));
  if (owner.kind != Url::Kind::kPostgres) {
    return absl::InvalidArgumentError("migration_url must be postgresql:…, as url is.");
  }
  owner.schema = url.schema;
  return ConnectPostgres(owner);
}

// Migrations run as a role of their own, so that the application's role cannot change what it
// must not: a table's owner can grant itself everything.
class OwnedDatabase final : public PooledDatabase {
 public:
  OwnedDatabase(Url url, const DatabaseConfig& config, std::shared_ptr<ConnectionPool> readers,
                std::shared_ptr<ConnectionPool> writers)
      : PooledDatabase(std::move(readers), std::move(writers), config),
        url_(std::move(url)),
        config_(config) {}

  absl::Status Migrate(const std::vector<Migration>& migrations) override {
    std::string role;
    RETURN_IF_ERROR(Read([&](Session& session) {
      return session.Query("SELECT quote_ident(current_user)", {},
                           [&](const Row& row) { role = row.Text(0); });
    }));
    ASSIGN_OR_RETURN(const auto owner, ConnectOwner(url_, config_));
    RETURN_IF_ERROR(ApplyMigrations(*owner, migrations));
    return GrantTables(*owner, role, AppendOnlyTables(migrations));
  }

 private:
  const Url url_;
  const DatabaseConfig config_;
};

}  // namespace

DatabaseOrError OpenPostgres(const Url& url, const DatabaseConfig& config) {
  const auto connect = [url] { return ConnectPostgres(url); };
  auto writers = std::make_shared<ConnectionPool>(connect, std::max(config.writers, 1));
  auto readers = std::make_shared<ConnectionPool>(connect, std::max(config.readers, 1));
  const bool owned = !config.migration_url.empty();
  if (owned) {
    ASSIGN_OR_RETURN(const auto owner, ConnectOwner(url, config));
    RETURN_IF_ERROR(EnsureSchema(*owner, url.schema));
  }
  {
    ASSIGN_OR_RETURN(const ConnectionPool::Lease connection, writers->Take());
    if (!owned) RETURN_IF_ERROR(EnsureSchema(*connection, url.schema));
  }
  if (owned) {
    return std::make_unique<OwnedDatabase>(url, config, std::move(readers), std::move(writers));
  }
  return std::make_unique<PooledDatabase>(std::move(readers), std::move(writers), config);
}

}  // namespace tancua::sql
