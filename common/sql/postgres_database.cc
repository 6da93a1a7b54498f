#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/sql/backends.h"
#include "common/sql/pooled_database.h"
#include "common/sql/postgres_connection.h"
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

}  // namespace

DatabaseOrError OpenPostgres(const Url& url, const DatabaseConfig& config) {
  const auto connect = [url] { return ConnectPostgres(url); };
  auto writers = std::make_shared<ConnectionPool>(connect, std::max(config.writers, 1));
  {
    ASSIGN_OR_RETURN(const ConnectionPool::Lease connection, writers->Take());
    RETURN_IF_ERROR(EnsureSchema(*connection, url.schema));
  }
  return std::make_unique<PooledDatabase>(
      std::make_shared<ConnectionPool>(connect, std::max(config.readers, 1)), std::move(writers),
      config);
}

}  // namespace tancua::sql
