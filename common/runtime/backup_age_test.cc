#include "common/runtime/backup_age.h"

#include <stdlib.h>

#include <fstream>

#include "gtest/gtest.h"

namespace tancua::runtime {
namespace {

class BackupAgeTest : public ::testing::Test {
 protected:
  double After(const std::string& text) {
    std::ofstream(BackupFile(folder_)) << text;
    EXPECT_TRUE(age_.Measure().ok());
    return registry_.Collect().at(0).metric.at(0).gauge.value;
  }

  std::string pattern_ = ::testing::TempDir() + "/backup-XXXXXX";
  const std::string folder_ = mkdtemp(pattern_.data());
  prometheus::Registry registry_;
  BackupAge age_{registry_, folder_};
};

TEST_F(BackupAgeTest, IsZeroWithoutAnyBackup) {
  ASSERT_TRUE(age_.Measure().ok());
  EXPECT_EQ(registry_.Collect().at(0).metric.at(0).gauge.value, 0);
}

TEST_F(BackupAgeTest, IsWhatTheBackupWrote) {
  EXPECT_EQ(After("# HELP tancua_backup_last_success_timestamp_seconds When\n"
                  "tancua_backup_bytes 7\n"
                  "tancua_backup_last_success_timestamp_seconds 1795327200\n"),
            1'795'327'200);
}

TEST_F(BackupAgeTest, FallsToZeroWhenTheFileSaysNothing) {
  ASSERT_EQ(After("tancua_backup_last_success_timestamp_seconds 1795327200\n"), 1'795'327'200);
  EXPECT_EQ(After("tancua_backup_last_success_timestamp_seconds soon\n"), 0);
  EXPECT_EQ(After(""), 0);
}

}  // namespace
}  // namespace tancua::runtime
