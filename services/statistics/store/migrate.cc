#include "services/statistics/store/migrate.h"

#include "common/events/outbox.h"
#include "services/statistics/store/migrations.h"

namespace tancua::statistics::store {

std::vector<sql::Migration> AllMigrations() {
  std::vector<sql::Migration> all = Migrations();
  all.push_back({9001, "inbox", events::kInboxMigrationSql});
  all.push_back({9002, "outbox", events::kOutboxMigrationSql});
  return all;
}

}  // namespace tancua::statistics::store
