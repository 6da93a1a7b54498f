#include "common/sql/database.h"

#include <gtest/gtest.h>

#include "common/sql/testdata/migrations.h"

namespace tancua::sql {
namespace {

TEST(Database, KeepsWhatWasWritten) {
  auto database = Database::Open({.url = "sqlite::memory:"});
  ASSERT_TRUE(database.ok()) << database.status();
  ASSERT_TRUE((*database)->Migrate(testdata::Migrations()).ok());
  const absl::Status written = (*database)->Write("k", [](Session& s) {
    return s.Execute("INSERT INTO t (a, b) VALUES (:a, :b)", {"x", 7}).status();
  });
  EXPECT_TRUE(written.ok()) << written;
  auto read = (*database)->Read([](Session& s) -> absl::StatusOr<std::int64_t> {
    std::int64_t b = 0;
    absl::Status status =
        s.Query("SELECT b FROM t WHERE a = :a", {"x"}, [&](const Row& row) { b = row.Int(0); });
    if (!status.ok()) return status;
    return b;
  });
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, 7);
}

}  // namespace
}  // namespace tancua::sql
