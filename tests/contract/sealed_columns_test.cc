// A sealed column or an index that a service does not declare would not follow the keys.
#include "services/dossier/store/sealed_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "common/rotation/column.h"
#include "common/sql/database.h"
#include "services/dossier/store/schema.h"
#include "services/identity/store/migrate.h"
#include "services/identity/store/sealed_columns.h"
#include "services/notification/store/migrate.h"
#include "services/notification/store/sealed_columns.h"
#include "services/statistics/store/migrate.h"
#include "services/survey/store/migrate.h"
#include "services/survey/store/sealed_columns.h"

namespace tancua {
namespace {

using Names = std::set<std::string>;

// By their names: "sealed", "…_sealed", "sealed_…", "…_index".
Names ColumnsThatLookSealed(const std::vector<sql::Migration>& migrations) {
  const auto database = sql::Database::Open({.url = "sqlite::memory:"}).value();
  EXPECT_TRUE(database->Migrate(migrations).ok());
  Names names;
  const absl::Status read = database->Read([&](sql::Session& session) {
    names.clear();
    return session.Query(
        "SELECT t.name || '.' || c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c "
        "WHERE t.type = 'table' AND (c.name = 'sealed' OR c.name LIKE '%!_sealed' ESCAPE '!' "
        "OR c.name LIKE 'sealed!_%' ESCAPE '!' OR c.name LIKE '%!_index' ESCAPE '!')",
        {}, [&](const sql::Row& row) { names.insert(row.Text(0)); });
  });
  EXPECT_TRUE(read.ok()) << read;
  return names;
}

Names Declared(const std::vector<rotation::Column>& columns) {
  Names names;
  for (const rotation::Column& column : columns) names.insert(column.table + "." + column.name);
  return names;
}

TEST(SealedColumns, AreAllDeclaredByTheirServices) {
  // A code is good for minutes, tries are counted for as long, a session lasts days: they end under
  // their key, and a look-up tries every key.
  Names identity = Declared(identity::store::SealedColumns());
  identity.insert({"assisted_verifications.code_index", "attempt_limits.key_index",
                   "sessions.provider_subject_index", "sessions.provider_session_index"});
  EXPECT_EQ(ColumnsThatLookSealed(identity::store::AllMigrations()), identity);
  EXPECT_EQ(ColumnsThatLookSealed(dossier::store::Schema()),
            Declared(dossier::store::SealedColumns()));
  EXPECT_EQ(ColumnsThatLookSealed(survey::store::AllMigrations()),
            Declared(survey::store::SealedColumns()));
  // The index of a first refresh token is a plain digest: no key, nothing to follow.
  Names notification = Declared(notification::store::SealedColumns());
  notification.insert("provider_tokens.seed_index");
  EXPECT_EQ(ColumnsThatLookSealed(notification::store::AllMigrations()), notification);
  EXPECT_EQ(ColumnsThatLookSealed(statistics::store::AllMigrations()), Names());
}

}  // namespace
}  // namespace tancua
