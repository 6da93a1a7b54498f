#include "common/retention/holds.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/sql/database.h"
#include "common/testing/postgres.h"

namespace tancua::retention {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

std::string PostgresUrl() {
  static auto* const server = new tancua::testing::PostgresServer();
  return server->Url();
}

class Holds : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const bool postgres = std::string(GetParam()) == "Postgres";
    database_ = sql::Database::Open({.url = postgres ? PostgresUrl() : "sqlite::memory:"}).value();
    ASSERT_TRUE(database_->Migrate({{1, "legal_holds", kHoldsMigrationSql}}).ok());
  }
  void Apply(bool held, absl::Time time) {
    ASSERT_TRUE(
        database_
            ->Write("holds",
                    [&](sql::Session& tx) { return ApplyHold(tx, "dossiers/a", held, time); })
            .ok());
  }
  bool Held(const char* subject = "dossiers/a") {
    return database_->Read([&](sql::Session& session) { return IsHeld(session, subject); }).value();
  }

  std::unique_ptr<sql::Database> database_;
};

INSTANTIATE_TEST_SUITE_P(On, Holds, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(Holds, HoldUntilReleased) {
  EXPECT_FALSE(Held());
  Apply(true, kNow);
  EXPECT_TRUE(Held());
  EXPECT_FALSE(Held("dossiers/b"));
  Apply(false, kNow + absl::Seconds(1));
  EXPECT_FALSE(Held());
}

TEST_P(Holds, AnOlderChangeThatComesLaterChangesNothing) {
  Apply(false, kNow + absl::Seconds(1));
  Apply(true, kNow);
  EXPECT_FALSE(Held());
}

}  // namespace
}  // namespace tancua::retention
