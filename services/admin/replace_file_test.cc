#include "services/admin/replace_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace tancua::admin {
namespace {

class ReplaceFileTest : public ::testing::Test {
 protected:
  ~ReplaceFileTest() override { unlink(path_.c_str()); }
  void ExpectFile(const std::string& text, mode_t rights) {
    struct stat facts {};
    ASSERT_EQ(stat(path_.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777, rights);
    std::ifstream in(path_);
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>(in), {}}), text);
  }
  const std::string path_ = ::testing::TempDir() + "/replaced." + std::to_string(getpid());
};

TEST_F(ReplaceFileTest, KeepsTheRightsOfTheFile) {
  std::ofstream(path_) << "before";
  ASSERT_EQ(chmod(path_.c_str(), 0640), 0);

  ASSERT_TRUE(ReplaceFile(path_, "after").ok());

  ExpectFile("after", 0640);
}

TEST_F(ReplaceFileTest, GivesANewFileTheRightsAskedForWhateverTheUmask) {
  const mode_t before = umask(0077);
  EXPECT_TRUE(ReplaceFile(path_, "new", 0644).ok());
  umask(before);

  ExpectFile("new", 0644);
}

TEST_F(ReplaceFileTest, SaysWhyItCannotWrite) {
  const absl::Status status = ReplaceFile("/proc/none/file", "text");
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_NE(status.message().find("/proc/none/file: No such file"), absl::string_view::npos)
      << status;
}

}  // namespace
}  // namespace tancua::admin
