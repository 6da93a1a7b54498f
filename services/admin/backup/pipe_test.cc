#include "services/admin/backup/pipe.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::admin::backup {
namespace {

using ::testing::HasSubstr;

class PipeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_);
    std::filesystem::remove(output_);
    std::ofstream(input_) << "ba";
  }
  static std::string Content(const std::string& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  const std::string folder_ = ::testing::TempDir() + "/pipe_test." + std::to_string(getpid());
  const std::string input_ = folder_ + "/in";
  const std::string output_ = folder_ + "/out";
};

TEST_F(PipeTest, RunsOneProgramIntoTheOtherAndWritesForItsOwnerAlone) {
  ASSERT_TRUE(RunPipe({{"cat"}, {"tr", "a", "c"}, {"tr", "b", "d"}}, input_, output_).ok());

  EXPECT_EQ(Content(output_), "dc");
  struct stat facts {};
  ASSERT_EQ(stat(output_.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST_F(PipeTest, LeavesNothingWhenAProgramFails) {
  const absl::Status status = RunPipe({{"cat"}, {"false"}, {"cat"}}, input_, output_);

  EXPECT_THAT(std::string(status.message()), HasSubstr("false failed"));
  EXPECT_FALSE(std::filesystem::exists(output_));
}

TEST_F(PipeTest, NamesAProgramThatIsNotThere) {
  const absl::Status status = RunPipe({{"cat"}, {"no-such-program"}}, input_, output_);

  EXPECT_THAT(std::string(status.message()), HasSubstr("cannot run no-such-program"));
}

TEST_F(PipeTest, DoesNotWriteOverAFile) {
  std::ofstream(output_) << "kept";

  EXPECT_FALSE(RunPipe({{"cat"}}, input_, output_).ok());
  EXPECT_EQ(Content(output_), "kept");
}

}  // namespace
}  // namespace tancua::admin::backup
