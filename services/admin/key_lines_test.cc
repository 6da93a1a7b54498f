#include "services/admin/key_lines.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "absl/strings/match.h"
#include "common/crypto/keyring.h"
#include "gtest/gtest.h"

namespace tancua::admin {
namespace {

TEST(KeyLines, ARotationAddsUsesAndRemoves) {
  const std::string old = crypto::Keyring::Generate("k1");

  const auto added = WithNewKey(old, "k2");
  ASSERT_TRUE(added.ok()) << added.status();
  EXPECT_TRUE(absl::EndsWith(*added, " opens-only\n"));
  EXPECT_FALSE(WithoutKey(*added, "k1").ok()) << "k1 still seals";
  const auto used = WithLastKeyInUse(*added);
  ASSERT_TRUE(used.ok()) << used.status();
  const auto removed = WithoutKey(*used, "k1");
  ASSERT_TRUE(removed.ok()) << removed.status();

  EXPECT_TRUE(absl::StartsWith(*removed, "k2 "));
  EXPECT_FALSE(absl::StrContains(*removed, "k1"));
  EXPECT_FALSE(absl::StrContains(*removed, "opens-only"));
}

TEST(KeyLines, RefusesWhatTheSuiteCouldNotRead) {
  const std::string text = crypto::Keyring::Generate("k1");

  EXPECT_FALSE(WithNewKey(text, "k1").ok());
  EXPECT_FALSE(WithLastKeyInUse(text).ok());
  EXPECT_FALSE(WithoutKey(text, "k1").ok());
  EXPECT_FALSE(WithoutKey(text, "k9").ok());
}

TEST(ReplaceFile, KeepsTheRightsOfTheFile) {
  const std::string path = ::testing::TempDir() + "/keys." + std::to_string(getpid());
  std::ofstream(path) << "before";
  ASSERT_EQ(chmod(path.c_str(), 0640), 0);

  ASSERT_TRUE(ReplaceFile(path, "after").ok());

  struct stat facts {};
  ASSERT_EQ(stat(path.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0640u);
  std::ifstream in(path);
  EXPECT_EQ((std::string{std::istreambuf_iterator<char>(in), {}}), "after");
}

}  // namespace
}  // namespace tancua::admin
