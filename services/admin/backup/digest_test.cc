#include "services/admin/backup/digest.h"

#include "gtest/gtest.h"

namespace tancua::admin::backup {
namespace {

class DigestTest : public ::testing::Test {
 protected:
  DigestTest() : database_(*sql::Database::Open({.url = "sqlite::memory:"})) {
    EXPECT_TRUE(database_
                    ->Migrate({{.number = 1,
                                .name = "create",
                                .sql = "CREATE TABLE people (name TEXT, age BIGINT)"}})
                    .ok());
  }
  void Run(const char* statement) {
    ASSERT_TRUE(
        database_->Write("", [&](sql::Session& tx) { return tx.Execute(statement, {}).status(); })
            .ok());
  }
  DatabaseDigest Now() {
    auto digest =
        database_->Read([](sql::Session& session) { return Digest(session, /*postgres=*/false); });
    EXPECT_TRUE(digest.ok()) << digest.status();
    return *std::move(digest);
  }

  std::unique_ptr<sql::Database> database_;
};

TEST_F(DigestTest, IsTheSameInWhateverOrderRowsWereWritten) {
  Run("INSERT INTO people VALUES ('a', 1), ('b', NULL)");
  const DatabaseDigest before = Now();
  Run("DELETE FROM people");
  Run("INSERT INTO people VALUES ('b', NULL), ('a', 1)");

  EXPECT_EQ(before.at("people").rows, 2);
  EXPECT_EQ(Difference(before, Now()), "");
}

TEST_F(DigestTest, TellsAChangedValueFromALostRow) {
  Run("INSERT INTO people VALUES ('a', 1), ('b', NULL)");
  const DatabaseDigest before = Now();
  Run("UPDATE people SET age = 2 WHERE name = 'a'");
  EXPECT_EQ(Difference(before, Now()), "people: other content");
  Run("DELETE FROM people WHERE name = 'a'");
  EXPECT_EQ(Difference(before, Now()), "people: 1 rows instead of 2");
}

TEST_F(DigestTest, TellsNullFromTheWordAndFromNothing) {
  Run("INSERT INTO people VALUES (NULL, 1)");
  const DatabaseDigest null = Now();
  Run("UPDATE people SET name = 'NULL'");
  EXPECT_EQ(Difference(null, Now()), "people: other content");
  Run("UPDATE people SET name = ''");
  EXPECT_EQ(Difference(null, Now()), "people: other content");
}

TEST_F(DigestTest, NamesTablesThatAreMissingOrTooMany) {
  const DatabaseDigest before = Now();
  Run("ALTER TABLE people RENAME TO persons");
  EXPECT_EQ(Difference(before, Now()), "people: missing; persons: unexpected");
}

}  // namespace
}  // namespace tancua::admin::backup
