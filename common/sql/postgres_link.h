#pragma once

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/url.h"

namespace tancua::sql {

using PostgresResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

// The status of what the server answered; `result` may be null.
[[nodiscard]] absl::Status PostgresStatus(PGconn* connection, const PGresult* result,
                                          const char* sql);

// One life of a connection: SOCI's session and the statements prepared in it. A lost
// connection takes its statements with it, so both are replaced together.
class PostgresLink {
 public:
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<PostgresLink>> Connect(const Url& url);
  ~PostgresLink();

  struct Statement {
    const char* name = nullptr;  // on the server
    int parameters = 0;
  };
  // The prepared form of the constant `sql`, kept by its address.
  [[nodiscard]] absl::StatusOr<Statement> Prepare(const char* sql);

  [[nodiscard]] PGconn* native() const { return backend_->conn_; }

 private:
  struct Prepared {
    std::unique_ptr<soci::postgresql_statement_backend> owner;
    int parameters = 0;
  };

  explicit PostgresLink(const std::string& words);

  soci::session session_;
  soci::postgresql_session_backend* backend_;
  absl::flat_hash_map<const char*, Prepared> statements_;
};

}  // namespace tancua::sql
