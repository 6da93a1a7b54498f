#include "services/identity/store/migrate.h"

#include "common/events/outbox.h"
#include "common/rpc/idempotency.h"
#include "services/identity/store/migrations.h"

namespace tancua::identity::store {

std::vector<sql::Migration> AllMigrations() {
  std::vector<sql::Migration> all = Migrations();
  all.push_back({9001, "requests", rpc::kRequestMigrationSql});
  all.push_back({9002, "outbox", events::kOutboxMigrationSql});
  all.push_back({9003, "inbox", events::kInboxMigrationSql});
  return all;
}

}  // namespace tancua::identity::store
