#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "common/sql/database.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class SqliteFile : public ::testing::Test {
 protected:
  SqliteFile() {
    std::string pattern = fs::temp_directory_path() / "tancua-sql-XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~SqliteFile() override { fs::remove_all(folder_); }

  absl::StatusOr<std::unique_ptr<Database>> Open(const fs::path& path) {
    return Database::Open({.url = "sqlite:" + path.string()});
  }

  absl::Status Fill(const fs::path& path) {
    ASSIGN_OR_RETURN(auto database, Open(path));
    RETURN_IF_ERROR(database->Migrate({{1, "t", "CREATE TABLE t (a BIGINT)"}}));
    return database->Write("", [](Session& s) {
      for (int i = 0; i < 5000; ++i) {
        RETURN_IF_ERROR(s.Execute("INSERT INTO t (a) VALUES (:a)", {i}).status());
      }
      return absl::OkStatus();
    });
  }

  void ExpectRefused(const fs::path& path) {
    const absl::Status status = Open(path).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(path.string()));
  }

  fs::path folder_;
};

TEST_F(SqliteFile, IsCreatedWithItsFolderAndKeepsWhatWasWritten) {
  const fs::path path = folder_ / "a" / "b" / "x.db";
  ASSERT_TRUE(Fill(path).ok());
  auto database = Open(path);
  ASSERT_TRUE(database.ok()) << database.status();
  std::int64_t count = 0;
  ASSERT_TRUE((*database)
                  ->Read([&](Session& s) {
                    return s.Query("SELECT COUNT(*) FROM t", {},
                                   [&](const Row& row) { count = row.Int(0); });
                  })
                  .ok());
  EXPECT_EQ(count, 5000);
}

TEST_F(SqliteFile, IsRefusedWhenItIsNoDatabase) {
  const fs::path path = folder_ / "x.db";
  std::ofstream(path) << std::string(8192, 'x');
  ExpectRefused(path);
}

TEST_F(SqliteFile, IsRefusedWhenAPageInTheMiddleIsDamaged) {
  const fs::path path = folder_ / "x.db";
  ASSERT_TRUE(Fill(path).ok());
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(fs::file_size(path) / 2));
  file << std::string(4096, '\xa5');
  file.close();
  ExpectRefused(path);
}

TEST_F(SqliteFile, IsRefusedWhenItIsCutOff) {
  const fs::path path = folder_ / "x.db";
  ASSERT_TRUE(Fill(path).ok());
  fs::resize_file(path, fs::file_size(path) / 2);
  ExpectRefused(path);
}

TEST_F(SqliteFile, IsRefusedWhenItIsAFolder) {
  fs::create_directory(folder_ / "x.db");
  ExpectRefused(folder_ / "x.db");
}

TEST_F(SqliteFile, IsRefusedWhenItsFolderCannotBeMade) {
  std::ofstream(folder_ / "file") << "x";
  const absl::Status status = Open(folder_ / "file" / "x.db").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr((folder_ / "file").string()));
}

TEST(DatabaseUrl, IsRefusedWithWhatToWrite) {
  const absl::Status status = Database::Open({.url = "mysql:secret"}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("write sqlite:<path>"));
  EXPECT_FALSE(Database::Open({.url = "postgresql:dbname=x schema=a;b"}).ok());
}

}  // namespace
}  // namespace tancua::sql
