#include "common/config/secret_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "common/config/binder.h"
#include "common/config/loader.h"

namespace tancua::config {
namespace {

using ::testing::HasSubstr;

class SecretFileTest : public ::testing::Test {
 protected:
  SecretFileTest() {
    char pattern[] = "/tmp/secret_file_test.XXXXXX";
    folder_ = mkdtemp(pattern);
  }
  ~SecretFileTest() override { std::filesystem::remove_all(folder_); }
  std::string Write(const std::string& name, mode_t mode) {
    std::string path = folder_ + "/" + name;
    std::ofstream(path) << "secret\n";
    chmod(path.c_str(), mode);
    return path;
  }

  std::string folder_;
};

TEST_F(SecretFileTest, IsItsOwnersAlone) {
  EXPECT_EQ(ExposureOf(Write("own", 0600)), "");
  EXPECT_EQ(ExposureOf(Write("own_read", 0400)), "");
  EXPECT_THAT(ExposureOf(Write("world", 0644)), HasSubstr("mode 0644"));
  EXPECT_THAT(ExposureOf(Write("group", 0640)), HasSubstr("chmod 600"));
  EXPECT_THAT(ExposureOf(folder_ + "/nothing"), HasSubstr("cannot be read"));
}

TEST_F(SecretFileTest, IsKnownToLieBelowAFolder) {
  std::filesystem::create_directory(folder_ + "/inner");
  const std::string path = Write("inner/key", 0600);
  std::filesystem::create_symlink(path, folder_ + "/link");
  EXPECT_TRUE(LiesBelow(path, folder_));
  EXPECT_TRUE(LiesBelow(folder_ + "/link", folder_ + "/inner"));
  EXPECT_FALSE(LiesBelow(path, folder_ + "/in"));
  EXPECT_FALSE(LiesBelow(path, ""));
}

TEST_F(SecretFileTest, IsReportedByTheLoader) {
  const std::string path = Write("token", 0600);
  Secret token;
  Secret unnamed;
  std::vector<SecretFile> files;
  ASSERT_TRUE(Load(
                  {.file = "", .environment = {{"TANCUA_ZALO_TOKEN_FILE", path}}},
                  [&](Binder& b) {
                    b.Section("zalo", "", [&](Binder& zalo) {
                      zalo.File("token", token, "");
                      zalo.File("unnamed", unnamed, "");
                    });
                  },
                  &files)
                  .ok());
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].key, "zalo.token_file");
  EXPECT_EQ(files[0].path, path);
}

}  // namespace
}  // namespace tancua::config
