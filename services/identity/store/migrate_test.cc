#include "services/identity/store/migrate.h"

#include "common/testing/postgres.h"
#include "gtest/gtest.h"
#include "services/identity/store/sessions.h"

namespace tancua::identity::store {
namespace {

// What a session of before the second migration is worth after it.
void ExpectOldSessionsKeepTheirLevel(const std::string& url) {
  const auto database = sql::Database::Open({.url = url}).value();
  ASSERT_TRUE(database->Migrate({AllMigrations().front()}).ok());
  const absl::Status filled = database->Write("", [](sql::Session& tx) {
    for (const char* row :
         {"INSERT INTO citizens (id, number_index, profile_sealed, level, created_at, verified_at) "
          "VALUES ('c', 'n', 'p', 2, 1, 1)",
          "INSERT INTO sessions (id, subject, provider, created_at, expires_at, revoked_at) "
          "VALUES ('s', 'citizens/c', 'vneid', 1, 2, NULL)",
          "INSERT INTO refresh_tokens (token_sha256, session_id, created_at, expires_at, used_at) "
          "VALUES ('3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee3457465a40b0da4153e0', 's', 1, 2, "
          "NULL)"}) {
      if (auto inserted = tx.Execute(row, {}); !inserted.ok()) return inserted.status();
    }
    return absl::OkStatus();
  });
  ASSERT_TRUE(filled.ok()) << filled;
  ASSERT_TRUE(database->Migrate(AllMigrations()).ok());
  const auto found =
      database->Read([](sql::Session& session) { return FindRefreshToken(session, "token"); });
  ASSERT_TRUE(found.ok() && found->has_value()) << found.status();
  EXPECT_EQ((*found)->assurance.level, 2);
  EXPECT_EQ((*found)->assurance.verified_at, absl::InfinitePast()) << "nobody said when";
}

TEST(Migrations, KeepTheLevelOfSessionsOnSqlite) {
  ExpectOldSessionsKeepTheirLevel("sqlite::memory:");
}

TEST(Migrations, KeepTheLevelOfSessionsOnPostgres) {
  testing::PostgresServer server;
  ExpectOldSessionsKeepTheirLevel(server.Url());
}

}  // namespace
}  // namespace tancua::identity::store
