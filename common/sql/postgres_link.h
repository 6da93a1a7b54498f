#pragma once

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/postgres_pipeline.h"
#include "common/sql/url.h"

namespace tancua::sql {

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
  // Must be empty when Prepare meets a text for the first time.
  [[nodiscard]] PostgresPipeline& pipeline() { return pipeline_; }
  [[nodiscard]] bool IsPrepared(const char* sql) const { return statements_.contains(sql); }

 private:
  struct Prepared {
    std::unique_ptr<soci::postgresql_statement_backend> owner;
    int parameters = 0;
  };

  explicit PostgresLink(const std::string& words);

  soci::session session_;
  soci::postgresql_session_backend* backend_;
  PostgresPipeline pipeline_;
  absl::flat_hash_map<const char*, Prepared> statements_;
};

}  // namespace tancua::sql
