#include "common/sql/connection_pool.h"

#include <utility>

namespace tancua::sql {

absl::StatusOr<ConnectionPool::Lease> ConnectionPool::Take() {
  {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](ConnectionPool* pool) ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool->mutex_) {
          return !pool->free_.empty() || pool->unopened_ > 0;
        },
        this));
    if (!free_.empty()) {
      std::unique_ptr<Connection> connection = std::move(free_.back());
      free_.pop_back();
      return Lease(this, std::move(connection));
    }
    --unopened_;
  }
  absl::StatusOr<std::unique_ptr<Connection>> connection = connect_();
  if (!connection.ok()) {
    absl::MutexLock lock(&mutex_);
    ++unopened_;
    return std::move(connection).status();
  }
  return Lease(this, *std::move(connection));
}

void ConnectionPool::Return(std::unique_ptr<Connection> connection) {
  absl::MutexLock lock(&mutex_);
  free_.push_back(std::move(connection));
}

}  // namespace tancua::sql
