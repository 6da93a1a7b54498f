#include "common/runtime/key_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace tancua::runtime {
namespace {

using ::testing::ElementsAre;

const std::string kOld = "k1 " + std::string(64, '1') + "\n";
const std::string kNew = "k2 " + std::string(64, '2') + "\n";

class KeyFileTest : public ::testing::Test {
 protected:
  KeyFileTest() : path_(::testing::TempDir() + "/key_file_test") {}
  ~KeyFileTest() override { std::remove(path_.c_str()); }

  void Write(const std::string& text) { std::ofstream(path_) << text; }
  // As a process has it that began with kOld.
  KeyFile Open() {
    Write(kOld);
    return KeyFile("field_keys", {.path = path_, .value = kOld.substr(0, kOld.size() - 1)},
                   crypto::Keyring::Parse(kOld).value(), [this](const crypto::KeyIds& next) {
                     asked_.push_back(next.sealing);
                     return answer_;
                   });
  }

  const std::string path_;
  std::vector<std::string> asked_;
  absl::Status answer_;
};

TEST_F(KeyFileTest, TakesTheKeysOfAChangedFileOnce) {
  KeyFile file = Open();
  EXPECT_EQ(*file.Reread(), 0);
  Write(kOld + kNew);
  EXPECT_EQ(*file.Reread(), 1);
  EXPECT_EQ(*file.Reread(), 0);
  EXPECT_EQ(file.keys().ids().sealing, "k2");
  EXPECT_THAT(asked_, ElementsAre("k2"));
}

TEST_F(KeyFileTest, KeepsItsKeysWhileTheFileIsBadOrNotAdmitted) {
  KeyFile file = Open();
  Write("k1 half a line");
  EXPECT_FALSE(file.Reread().ok());
  std::remove(path_.c_str());
  EXPECT_FALSE(file.Reread().ok());
  answer_ = absl::FailedPreconditionError("values stand under k1");
  Write(kNew);
  EXPECT_EQ(file.Reread().status(), answer_);
  EXPECT_EQ(file.keys().ids().sealing, "k1");

  Write(kOld + kNew);
  answer_ = absl::OkStatus();
  EXPECT_EQ(*file.Reread(), 1);
}

}  // namespace
}  // namespace tancua::runtime
