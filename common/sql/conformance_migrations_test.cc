#include <thread>

#include "common/sql/conformance.h"
#include "common/sql/testdata/migrations.h"

namespace tancua::sql {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kNumbers[] = "SELECT number FROM schema_migrations ORDER BY number";

std::vector<Migration> With(Migration more) {
  std::vector<Migration> migrations = testdata::Migrations();
  migrations.push_back(more);
  return migrations;
}

TEST_P(Conformance, AppliesMigrationsOnce) {
  EXPECT_THAT(db().Migrate(testdata::Migrations()), IsOk());
  EXPECT_THAT(Column(kNumbers), ElementsAre("1", "2"));
}

TEST_P(Conformance, AppliesWhatIsMissingEvenBelowWhatIsThere) {
  ASSERT_THAT(db().Migrate(With({9001, "outbox", "CREATE TABLE o (a TEXT)"})), IsOk());
  std::vector<Migration> later = With({3, "more", "CREATE TABLE m (a TEXT);\nDROP TABLE m;\n"});
  later.push_back({9001, "outbox", "CREATE TABLE o (a TEXT)"});
  EXPECT_THAT(db().Migrate(later), IsOk());
  EXPECT_THAT(Column(kNumbers), ElementsAre("1", "2", "3", "9001"));
}

TEST_P(Conformance, RefusesAMigrationWhoseTextWasChanged) {
  std::vector<Migration> changed = testdata::Migrations();
  changed[1].sql = "CREATE TABLE counters (name TEXT)";
  const absl::Status status = db().Migrate(changed);
  EXPECT_THAT(status, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(status.message()), HasSubstr("migration 2 (counters) was changed"));
}

TEST_P(Conformance, RefusesADatabaseThatIsNewerThanTheProgram) {
  ASSERT_THAT(db().Migrate(With({3, "future", "CREATE TABLE f (a TEXT)"})), IsOk());
  const absl::Status status = db().Migrate(testdata::Migrations());
  EXPECT_THAT(status, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(status.message()), HasSubstr("newer"));
}

TEST_P(Conformance, LeavesTheDatabaseAsItWasWhenAMigrationFails) {
  std::vector<Migration> broken = With({3, "good", "CREATE TABLE g (a TEXT)"});
  broken.push_back({4, "broken", "CREATE TABLE h (a TEXT); INSERT INTO nowhere VALUES (1)"});
  EXPECT_FALSE(db().Migrate(broken).ok());
  EXPECT_THAT(Column(kNumbers), ElementsAre("1", "2"));
  EXPECT_THAT(db().Migrate(With({3, "good", "CREATE TABLE g (a TEXT)"})), IsOk());
}

constexpr char kAppendOnly[] =
    "CREATE TABLE diary (id BIGINT PRIMARY KEY, text TEXT);\n-- append-only: diary\n"
    "CREATE TABLE other (id BIGINT);\n";

TEST_P(Conformance, RefusesToChangeOrRemoveRowsOfATableThatIsAppendOnly) {
  ASSERT_THAT(db().Migrate(With({3, "diary", kAppendOnly})), IsOk());
  ASSERT_THAT(Run("INSERT INTO diary VALUES (1, 'a')"), IsOk());
  for (const char* change :
       {"UPDATE diary SET text = 'b'", "DELETE FROM diary",
        "INSERT INTO diary VALUES (1, 'b') ON CONFLICT (id) DO UPDATE SET text = 'b'"}) {
    const absl::Status status = Run(change);
    EXPECT_THAT(std::string(status.message()), HasSubstr("append-only")) << change;
  }
  EXPECT_THAT(Column("SELECT text FROM diary"), ElementsAre("a"));
  EXPECT_THAT(Run("INSERT INTO other VALUES (1)"), IsOk());
  EXPECT_THAT(Run("DELETE FROM other"), IsOk());
}

TEST_P(Conformance, RefusesNumbersThatDoNotAscend) {
  EXPECT_THAT(db().Migrate(With({2, "again", "SELECT 1"})), HasCode(absl::StatusCode::kInternal));
}

TEST_P(Conformance, MigratesOnceWhenSeveralProcessesStart) {
  if (GetParam() == Backend::kSqliteMemory) GTEST_SKIP() << "no two processes share it";
  const std::vector<Migration> migrations = With({3, "once", "CREATE TABLE once (a TEXT)"});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { EXPECT_THAT(Open()->Migrate(migrations), IsOk()); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(Column(kNumbers), ElementsAre("1", "2", "3"));
}

}  // namespace
}  // namespace tancua::sql
