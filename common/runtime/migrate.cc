#include "common/runtime/migrate.h"

#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/sql/database.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::runtime {
namespace {

absl::Status MigrateOne(const sql::DatabaseConfig& config,
                        const std::vector<sql::Migration>& migrations) {
  ASSIGN_OR_RETURN(const auto database, sql::Database::Open(config));
  return database->Migrate(migrations);
}

}  // namespace

absl::Status Migrate(const ProcessConfig& config,
                     const std::vector<std::unique_ptr<Module>>& modules) {
  for (const auto& module : modules) {
    const auto migrations = module->migrations();
    if (migrations.empty()) continue;
    const absl::Status status =
        MigrateOne(config.modules.find(module->name())->second.database, migrations);
    if (!status.ok()) {
      return absl::Status(status.code(),
                          absl::StrCat(View(module->name()), ": ", status.message()));
    }
    log::Info("database.migrated",
              {{"service", std::string(module->name())}, {"migration", migrations.back().number}});
  }
  return absl::OkStatus();
}

}  // namespace tancua::runtime
