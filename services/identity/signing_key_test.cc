#include "services/identity/signing_key.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "common/jose/jwt.h"
#include "gtest/gtest.h"

namespace tancua::identity {
namespace {

TEST(DevelopmentSigningKey, IsMadeOnceAndForItsOwnerAlone) {
  char folder[] = "/tmp/signing_key_test.XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  const auto first = DevelopmentSigningKey(folder);
  const auto second = DevelopmentSigningKey(folder);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(*first, *second);
  EXPECT_TRUE(jose::Signer::FromPem(*first, "k").ok());
  struct stat info = {};
  ASSERT_EQ(stat((std::string(folder) + "/identity-signing-key.pem").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  std::filesystem::remove_all(folder);
}

TEST(DevelopmentSigningKey, SaysWhenTheFolderIsMissing) {
  EXPECT_FALSE(DevelopmentSigningKey("/nowhere/at/all").ok());
}

}  // namespace
}  // namespace tancua::identity
