#pragma once

#include <memory>
#include <vector>

#include "common/sql/connection_pool.h"
#include "common/sql/database.h"
#include "common/sql/group_writer.h"

namespace tancua::sql {

// A Database over one pool that reads and one that writes; they may be the same one.
class PooledDatabase : public Database {
 public:
  PooledDatabase(std::shared_ptr<ConnectionPool> readers, std::shared_ptr<ConnectionPool> writers,
                 const DatabaseConfig& config);

  absl::Status Migrate(const std::vector<Migration>& migrations) override;
  absl::Status Ping() override;
  Stats GetStats() const override;

 protected:
  absl::Status DoRead(absl::FunctionRef<absl::Status(Session&)> body) override;
  absl::Status DoWrite(std::string_view key,
                       absl::FunctionRef<absl::Status(Session&)> body) override;

 private:
  std::shared_ptr<ConnectionPool> readers_;
  std::shared_ptr<ConnectionPool> writers_;
  Counters counters_;
  std::vector<std::unique_ptr<GroupWriter>> threads_;  // last: they use all of the above
};

}  // namespace tancua::sql
