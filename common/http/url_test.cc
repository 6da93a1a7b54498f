#include "common/http/server.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::http {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(UrlDecode, DecodesPercentAndPlus) {
  EXPECT_EQ(*UrlDecode("B%C3%ACnh+T%c3%a2n", true), "Bình Tân");
  EXPECT_EQ(*UrlDecode("a+b", false), "a+b");
}

TEST(UrlDecode, RefusesABrokenEscape) {
  for (const char* text : {"%", "%4", "%zz", "a%2"}) {
    EXPECT_FALSE(UrlDecode(text, true).ok()) << text;
  }
}

TEST(UrlEncode, IsUndoneByUrlDecode) {
  const std::string text = "Hồ sơ: 100% & đủ/+?";
  EXPECT_EQ(*UrlDecode(UrlEncode(text), false), text);
  EXPECT_EQ(UrlEncode("a b/ă"), "a%20b%2F%C4%83");
}

TEST(ParseQuery, KeepsOrderAndRepeats) {
  EXPECT_THAT(
      *ParseQuery("b=2&a=1&b=%33&c&&d="),
      ElementsAre(Pair("b", "2"), Pair("a", "1"), Pair("b", "3"), Pair("c", ""), Pair("d", "")));
  EXPECT_THAT(*ParseQuery(""), ElementsAre());
  EXPECT_FALSE(ParseQuery("a=%").ok());
}

}  // namespace
}  // namespace tancua::http
