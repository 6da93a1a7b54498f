#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/sql/database.h"
#include "services/statistics/store/migrate.h"

namespace tancua::statistics::store {

// A migrated database in memory, or where `url` says.
inline std::unique_ptr<sql::Database> OpenTestDatabase(std::string url = "sqlite::memory:") {
  sql::DatabaseConfig config;
  config.url = std::move(url);
  absl::StatusOr<std::unique_ptr<sql::Database>> database = sql::Database::Open(config);
  EXPECT_TRUE(database.ok()) << database.status();
  const absl::Status migrated = (*database)->Migrate(AllMigrations());
  EXPECT_TRUE(migrated.ok()) << migrated;
  return *std::move(database);
}

// In transactions of their own.
template <class F>
void Apply(sql::Database& database, F change) {
  const absl::Status applied = database.Write("test", change);
  EXPECT_TRUE(applied.ok()) << applied;
}

}  // namespace tancua::statistics::store
