#include "common/sql/pooled_database.h"

#include <algorithm>

#include "absl/hash/hash.h"
#include "common/sql/migrator.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

// The database whose transaction this thread runs now.
thread_local const Database* entered = nullptr;

// A transaction inside one of the same database would wait for itself.
class Entrance {
 public:
  explicit Entrance(const Database* database) : before_(entered) { entered = database; }
  ~Entrance() { entered = before_; }
  Entrance(const Entrance&) = delete;
  Entrance& operator=(const Entrance&) = delete;

 private:
  const Database* before_;
};

absl::Status CheckNotInside(const Database* database) {
  if (entered != database) return absl::OkStatus();
  return absl::InternalError("a transaction was begun inside a transaction of the same database");
}

}  // namespace

PooledDatabase::PooledDatabase(std::shared_ptr<ConnectionPool> readers,
                               std::shared_ptr<ConnectionPool> writers,
                               const DatabaseConfig& config)
    : readers_(std::move(readers)), writers_(std::move(writers)) {
  for (int i = 0; i < std::max(config.writers, 1); ++i) {
    threads_.push_back(std::make_unique<GroupWriter>(writers_.get(), config.group, &counters_));
  }
}

absl::Status PooledDatabase::Migrate(const std::vector<Migration>& migrations) {
  ASSIGN_OR_RETURN(ConnectionPool::Lease connection, writers_->Take());
  return ApplyMigrations(*connection, migrations);
}

absl::Status PooledDatabase::DoRead(absl::FunctionRef<absl::Status(Session&)> body) {
  RETURN_IF_ERROR(CheckNotInside(this));
  const Entrance entrance(this);
  ASSIGN_OR_RETURN(ConnectionPool::Lease connection, readers_->Take());
  RETURN_IF_ERROR(connection->Begin(Access::kRead));
  const absl::Status result = connection->RunBody(body);
  // Nothing was changed; a read has no commit that could fail.
  connection->Rollback();
  return result;
}

absl::Status PooledDatabase::DoWrite(std::string_view key,
                                     absl::FunctionRef<absl::Status(Session&)> body) {
  RETURN_IF_ERROR(CheckNotInside(this));
  GroupWriter& writer = *threads_[absl::HashOf(key) % threads_.size()];
  return writer.Write([this, body](Session& session) {
    const Entrance entrance(this);
    return body(session);
  });
}

absl::Status PooledDatabase::Ping() {
  return Read([](Session& session) { return session.Query("SELECT 1", {}, [](const Row&) {}); });
}

Database::Stats PooledDatabase::GetStats() const {
  return {.transactions = counters_.transactions.load(std::memory_order_relaxed),
          .commits = counters_.commits.load(std::memory_order_relaxed),
          .reruns = counters_.reruns.load(std::memory_order_relaxed),
          .waiting = counters_.waiting.load(std::memory_order_relaxed)};
}

}  // namespace tancua::sql
