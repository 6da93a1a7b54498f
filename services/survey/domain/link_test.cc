#include "services/survey/domain/link.h"

#include <gtest/gtest.h>

#include <cctype>
#include <set>

#include "common/clock/clock.h"

namespace tancua::survey::domain {
namespace {

TEST(NewToken, HasOnlyCharactersThatNoPhoneCutsOff) {
  SystemClock clock;
  RandomIds ids(clock);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string token = NewToken(ids);
    EXPECT_EQ(token.size(), kTokenLength);
    for (const char c : token) EXPECT_TRUE(std::isalnum(static_cast<unsigned char>(c))) << token;
    EXPECT_TRUE(seen.insert(token).second);
  }
}

TEST(Link, StandsBesideTheTextInOneSms) {
  const std::string longest = "https://" + std::string(30, 'x');
  ASSERT_TRUE(CheckPublicBaseUrl(longest).ok());
  EXPECT_LE(Link(longest, std::string(kTokenLength, 'A')).size(), 55u);
  EXPECT_FALSE(CheckPublicBaseUrl(longest + "x").ok());
}

TEST(CheckPublicBaseUrl, RefusesWhatMakesNoLink) {
  EXPECT_TRUE(CheckPublicBaseUrl("http://localhost:8080").ok());
  EXPECT_FALSE(CheckPublicBaseUrl("").ok());
  EXPECT_FALSE(CheckPublicBaseUrl("tancua.example.vn").ok());
  EXPECT_FALSE(CheckPublicBaseUrl("https://tancua.example.vn/").ok());
}

}  // namespace
}  // namespace tancua::survey::domain
