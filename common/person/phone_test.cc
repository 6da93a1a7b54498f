#include "common/person/phone.h"

#include <gtest/gtest.h>

namespace tancua::person {
namespace {

TEST(ParsePhone, AcceptsWhatPeopleWrite) {
  for (const char* text :
       {"0903123456", "+84 903 123 456", "0903.123.456", "84903123456", "0084 903-123-456",
        "+84(0)903123456", "(090) 312 3456", " 0903123456 ", "+84903123456"}) {
    const auto phone = ParsePhone(text);
    ASSERT_TRUE(phone.ok()) << text;
    EXPECT_EQ(phone->e164, "+84903123456") << text;
    EXPECT_TRUE(phone->mobile) << text;
  }
}

TEST(ParsePhone, TakesEveryMobileRangeOfToday) {
  for (const char* text : {"0323123456", "0563123456", "0703123456", "0843123456", "0993123456"}) {
    EXPECT_TRUE(ParsePhone(text).ok()) << text;
  }
}

TEST(ParsePhone, TakesALandlineAsAContactThatGetsNoSms) {
  for (const char* text : {"02838123456", "+84 28 3812 3456", "842838123456"}) {
    const auto phone = ParsePhone(text);
    ASSERT_TRUE(phone.ok()) << text;
    EXPECT_EQ(phone->e164, "+842838123456");
    EXPECT_FALSE(phone->mobile);
  }
}

TEST(ParsePhone, RefusesNumbersThatEndedIn2018) {
  for (const char* text : {"0123456789", "01234567890", "01689123456", "+841234567890"}) {
    EXPECT_EQ(ParsePhone(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

TEST(ParsePhone, RefusesWhatIsNoVietnameseNumber) {
  for (const char* text :
       {"", "+", "0", "84", "+84", "0203123456", "090312345", "09031234567", "903123456",
        "+1 202 555 0100", "0044 20 7946 0958", "113", "19001234", "0903x23456", "++84903123456",
        "0903+123456", "0603123456", "０903123456", "+8400903123456"}) {
    EXPECT_EQ(ParsePhone(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

TEST(MaskPhone, ShowsBothEndsOnly) {
  EXPECT_EQ(MaskPhone("+84903123456"), "090****456");
  EXPECT_EQ(MaskPhone("+842838123456"), "028*****456");
}

TEST(MaskPhone, HidesAllOfWhatItDoesNotKnow) {
  EXPECT_EQ(MaskPhone("0903123456"), "**********");
  EXPECT_EQ(MaskPhone("+84123"), "****");
  EXPECT_EQ(MaskPhone(""), "");
}

}  // namespace
}  // namespace tancua::person
