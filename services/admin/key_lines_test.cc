#include "services/admin/key_lines.h"

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

}  // namespace
}  // namespace tancua::admin
