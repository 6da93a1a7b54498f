// Two roles: one owns the tables, the other works with them.
#include <unistd.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "common/sql/conformance.h"

namespace tancua::sql {
namespace {

using ::testing::HasSubstr;

constexpr char kTables[] =
    "CREATE TABLE diary (id BIGINT PRIMARY KEY, text TEXT);\n-- append-only: diary\n"
    "CREATE TABLE other (id BIGINT);\n";

class Grants : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string owner_url = Postgres().Url();
    owner_ = *Database::Open({.url = owner_url});
    create_ = absl::StrCat("CREATE ROLE ", role_, " LOGIN");
    drop_ = absl::StrCat("DROP OWNED BY ", role_, "; DROP ROLE ", role_);
    ASSERT_THAT(Run(*owner_, create_.c_str()), IsOk());
    const std::string schema = owner_url.substr(owner_url.find(" schema="));
    config_.url = absl::StrCat("postgresql:", Postgres().Words(), " user=", role_, schema);
    config_.migration_url = absl::StrCat("postgresql:", Postgres().Words());
    application_ = *Database::Open(config_);
    ASSERT_THAT(application_->Migrate(migrations_), IsOk());
  }
  void TearDown() override {
    application_.reset();
    drop_ = absl::StrCat("DROP OWNED BY ", role_);
    EXPECT_THAT(Run(*owner_, drop_.c_str()), IsOk());
    create_ = absl::StrCat("DROP ROLE ", role_);
    EXPECT_THAT(Run(*owner_, create_.c_str()), IsOk());
  }

  static absl::Status Run(Database& database, const char* sql) {
    return database.Write("test", [&](Session& tx) { return tx.Execute(sql, {}).status(); });
  }

  const std::string role_ = absl::StrCat("tancua_test_", getpid());
  std::string create_;  // statements live as long as the database
  std::string drop_;
  DatabaseConfig config_;
  const std::vector<Migration> migrations_ = {{1, "tables", kTables}};
  std::unique_ptr<Database> owner_;
  std::unique_ptr<Database> application_;
};

TEST_F(Grants, TheApplicationsRoleWorksWithTheTables) {
  EXPECT_THAT(Run(*application_, "INSERT INTO diary VALUES (1, 'a')"), IsOk());
  EXPECT_THAT(Run(*application_, "INSERT INTO other VALUES (1)"), IsOk());
  EXPECT_THAT(Run(*application_, "UPDATE other SET id = 2"), IsOk());
  EXPECT_THAT(Run(*application_, "DELETE FROM other"), IsOk());
}

TEST_F(Grants, TheApplicationsRoleMayNotTouchWhatIsAppendOnly) {
  ASSERT_THAT(Run(*application_, "INSERT INTO diary VALUES (1, 'a')"), IsOk());
  for (const char* change :
       {"UPDATE diary SET text = 'b'", "DELETE FROM diary", "TRUNCATE diary", "DROP TABLE diary",
        "ALTER TABLE diary DISABLE TRIGGER ALL", "DELETE FROM schema_migrations"}) {
    const absl::Status status = Run(*application_, change);
    EXPECT_FALSE(status.ok()) << change;
    const std::string text(status.message());
    EXPECT_TRUE(text.find("permission denied") != std::string::npos ||
                text.find("must be owner") != std::string::npos)
        << text;
  }
}

TEST_F(Grants, TheOwnerItselfIsRefusedByTheTrigger) {
  ASSERT_THAT(Run(*application_, "INSERT INTO diary VALUES (1, 'a')"), IsOk());
  for (const char* change :
       {"UPDATE diary SET text = 'b'", "DELETE FROM diary", "TRUNCATE diary"}) {
    EXPECT_THAT(std::string(Run(*owner_, change).message()), HasSubstr("append-only"));
  }
}

TEST_F(Grants, HoldAfterTheNextStartWithNewTables) {
  std::vector<Migration> more = migrations_;
  more.push_back({2, "more", "CREATE TABLE more (id BIGINT)"});
  auto next = *Database::Open(config_);
  ASSERT_THAT(next->Migrate(more), IsOk());
  EXPECT_THAT(Run(*next, "INSERT INTO more VALUES (1)"), IsOk());
  EXPECT_FALSE(Run(*next, "DELETE FROM diary").ok());
}

TEST(MigrationUrl, IsRefusedForSqlite) {
  EXPECT_THAT(Database::Open({.url = "sqlite::memory:", .migration_url = "postgresql:"}).status(),
              HasCode(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace tancua::sql
