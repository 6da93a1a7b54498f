#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/sql/connection.h"

namespace tancua::sql {

// At most `size` connections, each opened when first needed: a quiet database costs
// no memory.
class ConnectionPool {
 public:
  using Connect = std::function<absl::StatusOr<std::unique_ptr<Connection>>()>;
  ConnectionPool(Connect connect, int size) : connect_(std::move(connect)), unopened_(size) {}

  // A connection taken out of the pool; goes back when this is destroyed.
  class Lease {
   public:
    Lease(ConnectionPool* pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    Lease(Lease&&) = default;
    ~Lease() {
      if (connection_ != nullptr) pool_->Return(std::move(connection_));
    }
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    ConnectionPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  // Waits until a connection is free.
  [[nodiscard]] absl::StatusOr<Lease> Take();

 private:
  void Return(std::unique_ptr<Connection> connection);

  const Connect connect_;
  absl::Mutex mutex_;
  int unopened_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::unique_ptr<Connection>> free_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tancua::sql
