#include "common/config/scalar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tancua::config {
namespace {

absl::Duration DurationOf(std::string_view text) {
  absl::Duration value = -absl::Seconds(1);
  EXPECT_TRUE(ParseScalar(text, value)) << text;
  return value;
}

TEST(ScalarDuration, ReadsTheUnitsOfEverydayUse) {
  EXPECT_EQ(DurationOf("250ms"), absl::Milliseconds(250));
  EXPECT_EQ(DurationOf("15s"), absl::Seconds(15));
  EXPECT_EQ(DurationOf("10m"), absl::Minutes(10));
  EXPECT_EQ(DurationOf("24h"), absl::Hours(24));
  EXPECT_EQ(DurationOf("1h30m"), absl::Minutes(90));
  EXPECT_EQ(DurationOf("7d"), absl::Hours(7 * 24));
}

TEST(ScalarDuration, RefusesWhatHasNoUnitOrNoSense) {
  for (const char* text : {"", "15", "d", "-3s", "-1d", "1.5d", "inf", "15 s", "s15", "9999999d"}) {
    absl::Duration value = absl::Seconds(42);
    EXPECT_FALSE(ParseScalar(text, value)) << text;
    EXPECT_EQ(value, absl::Seconds(42)) << text;
  }
}

TEST(ScalarDuration, IsWrittenInAFormThatReadsBack) {
  for (const char* text : {"250ms", "15s", "10m", "24h", "7d", "1h30m"}) {
    EXPECT_EQ(FormatScalar(DurationOf(text)), text);
  }
}

TEST(ScalarNumber, RefusesTextAndOverflow) {
  int small = 1;
  EXPECT_FALSE(ParseScalar("seven", small));
  EXPECT_FALSE(ParseScalar("7.5", small));
  EXPECT_FALSE(ParseScalar("3000000000", small));
  std::int64_t large = 0;
  EXPECT_TRUE(ParseScalar("3000000000", large));
  EXPECT_EQ(large, 3000000000);
  double ratio = 0;
  EXPECT_FALSE(ParseScalar("nan", ratio));
}

TEST(ScalarBool, KnowsTrueAndFalseOnly) {
  bool value = false;
  EXPECT_TRUE(ParseScalar("true", value));
  EXPECT_TRUE(value);
  EXPECT_FALSE(ParseScalar("yes", value));
  EXPECT_FALSE(ParseScalar("1", value));
}

TEST(ScalarList, SplitsAtCommas) {
  std::vector<std::string> value{"old"};
  EXPECT_TRUE(ParseScalar("27442, 26944 ,25942", value));
  EXPECT_THAT(value, testing::ElementsAre("27442", "26944", "25942"));
  EXPECT_TRUE(ParseScalar(" ", value));
  EXPECT_THAT(value, testing::IsEmpty());
}

}  // namespace
}  // namespace tancua::config
