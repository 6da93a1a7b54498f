#include "services/survey/store/migrate.h"

#include "common/events/outbox.h"
#include "common/retention/holds.h"
#include "common/rotation/rotation.h"
#include "common/rpc/idempotency.h"
#include "services/survey/store/migrations.h"

namespace tancua::survey::store {

std::vector<sql::Migration> AllMigrations() {
  std::vector<sql::Migration> all = Migrations();
  all.push_back({9001, "outbox", events::kOutboxMigrationSql});
  all.push_back({9002, "inbox", events::kInboxMigrationSql});
  all.push_back({9003, "requests", rpc::kRequestMigrationSql});
  all.push_back({9004, "legal_holds", retention::kHoldsMigrationSql});
  all.push_back({9010, "key_uses", rotation::kMigrationSql});
  return all;
}

}  // namespace tancua::survey::store
