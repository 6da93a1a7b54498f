#include "common/crypto/hmac.h"

#include "common/crypto/digest.h"
#include "gtest/gtest.h"

namespace tancua::crypto {
namespace {

TEST(HmacSha256Key, AgreesWithTheOneShotFunctionCallAfterCall) {
  const HmacSha256 one("first key");
  const HmacSha256 two(std::string(100, 'k'));
  for (const char* text :
       {"", "079204001234", "a longer text that fills more than one block ........"}) {
    EXPECT_EQ(one.Hex(text), HmacSha256Hex("first key", text));
    EXPECT_EQ(one.Hex(text), HmacSha256Hex("first key", text)) << "with the key kept";
    EXPECT_EQ(two.Hex(text), HmacSha256Hex(std::string(100, 'k'), text));
  }
}

}  // namespace
}  // namespace tancua::crypto
