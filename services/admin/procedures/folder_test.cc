#include "services/admin/procedures/folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace tancua::admin::procedures {
namespace {

namespace fs = std::filesystem;

class FolderTest : public ::testing::Test {
 protected:
  FolderTest() {
    std::string pattern = ::testing::TempDir() + "/folder-XXXXXX";
    above_ = mkdtemp(pattern.data());
    folder_ = above_ + "/procedures";
  }
  ~FolderTest() override { fs::remove_all(above_); }

  static std::string Content(const std::string& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::string above_;
  std::string folder_;
};

TEST_F(FolderTest, HoldsTheNewFilesAndKeepsTheOldOnes) {
  ASSERT_TRUE(ReplaceFolder(folder_, {{"a.yaml", "1"}}).ok());
  EXPECT_FALSE(fs::exists(PreviousOf(folder_)));
  ASSERT_TRUE(ReplaceFolder(folder_, {{"b.yaml", "2"}}).ok());
  ASSERT_TRUE(ReplaceFolder(folder_, {{"b.yaml", "3"}}).ok());

  EXPECT_EQ(Content(folder_ + "/b.yaml"), "3");
  EXPECT_FALSE(fs::exists(folder_ + "/a.yaml"));
  EXPECT_EQ(Content(PreviousOf(folder_) + "/b.yaml"), "2");
  EXPECT_FALSE(fs::exists(folder_ + ".new"));
}

TEST_F(FolderTest, GoesBackAndForth) {
  ASSERT_TRUE(ReplaceFolder(folder_, {{"a.yaml", "1"}}).ok());
  EXPECT_FALSE(ExchangeWithPrevious(folder_).ok()) << "there is no other";
  ASSERT_TRUE(ReplaceFolder(folder_, {{"a.yaml", "2"}}).ok());
  ASSERT_TRUE(ExchangeWithPrevious(folder_).ok());
  EXPECT_EQ(Content(folder_ + "/a.yaml"), "1");
  ASSERT_TRUE(ExchangeWithPrevious(folder_).ok());
  EXPECT_EQ(Content(folder_ + "/a.yaml"), "2");
}

TEST_F(FolderTest, IsReadableForTheServiceWhateverTheCallersMask) {
  const mode_t mask = umask(0077);
  EXPECT_TRUE(ReplaceFolder(folder_, {{"a.yaml", "1"}}).ok());
  umask(mask);
  struct stat facts {};
  ASSERT_EQ(stat(folder_.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0755u);
  ASSERT_EQ(stat((folder_ + "/a.yaml").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0644u);
}

TEST_F(FolderTest, IsAsItWasWhenTheNewFilesCannotBeWritten) {
  ASSERT_TRUE(ReplaceFolder(folder_, {{"a.yaml", "1"}}).ok());
  EXPECT_FALSE(ReplaceFolder(folder_, {{"no/such/folder.yaml", "2"}}).ok());
  EXPECT_EQ(Content(folder_ + "/a.yaml"), "1");
  EXPECT_FALSE(fs::exists(folder_ + ".new"));
  EXPECT_FALSE(ReplaceFolder(above_ + "/no/procedures", {{"a.yaml", "1"}}).ok());
}

}  // namespace
}  // namespace tancua::admin::procedures
