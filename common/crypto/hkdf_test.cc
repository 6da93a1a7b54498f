#include "common/crypto/hkdf.h"

#include "absl/strings/escaping.h"
#include "gtest/gtest.h"

namespace tancua::crypto {
namespace {

TEST(HkdfSha256, GivesTheKeyOfRfc5869Case1) {
  const std::string key =
      HkdfSha256(std::string(22, '\x0b'), absl::HexStringToBytes("000102030405060708090a0b0c"),
                 absl::HexStringToBytes("f0f1f2f3f4f5f6f7f8f9"), 42);
  EXPECT_EQ(absl::BytesToHexString(key),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
}

TEST(HkdfSha256, GivesTheKeyOfRfc5869Case3WithoutSaltAndInfo) {
  EXPECT_EQ(absl::BytesToHexString(HkdfSha256(std::string(22, '\x0b'), "", "", 42)),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

}  // namespace
}  // namespace tancua::crypto
