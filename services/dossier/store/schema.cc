#include "services/dossier/store/schema.h"

#include "common/events/outbox.h"
#include "common/retention/holds.h"
#include "common/rotation/rotation.h"
#include "common/rpc/idempotency.h"
#include "services/dossier/store/migrations.h"

namespace tancua::dossier::store {

std::vector<sql::Migration> Schema() {
  std::vector<sql::Migration> migrations = Migrations();
  migrations.push_back({9001, "outbox", events::kOutboxMigrationSql});
  migrations.push_back({9002, "requests", rpc::kRequestMigrationSql});
  migrations.push_back({9003, "inbox", events::kInboxMigrationSql});
  migrations.push_back({9004, "legal_holds", retention::kHoldsMigrationSql});
  migrations.push_back({9010, "key_uses", rotation::kMigrationSql});
  return migrations;
}

}  // namespace tancua::dossier::store
