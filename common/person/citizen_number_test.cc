#include "common/person/citizen_number.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tancua::person {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Case {
  const char* digits;
  const char* province;
  bool female;
  int birth_year;
};

TEST(ParseCitizenNumber, ReadsProvinceSexAndYear) {
  for (const Case& c :
       {Case{"001185012345", "001", true, 1985}, Case{"079204001234", "079", false, 2004},
        Case{"079304001234", "079", true, 2004}, Case{"079099000001", "079", false, 1999},
        Case{"096000000001", "096", false, 1900}, Case{"079999000001", "079", true, 2399}}) {
    const auto number = ParseCitizenNumber(c.digits);
    ASSERT_TRUE(number.ok()) << c.digits;
    EXPECT_EQ(number->digits, c.digits);
    EXPECT_EQ(number->province, c.province);
    EXPECT_TRUE(number->province_known);
    EXPECT_EQ(number->female, c.female) << c.digits;
    EXPECT_EQ(number->birth_year, c.birth_year) << c.digits;
  }
}

TEST(ParseCitizenNumber, RefusesAnythingButTwelveDigits) {
  for (const char* text : {"", "07920400123", "0792040012345", "079204 01234", "07920400123x",
                           " 079204001234", "０79204001234", "-79204001234"}) {
    EXPECT_EQ(ParseCitizenNumber(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

TEST(ParseCitizenNumber, TellsTheHolderOfAnOldCardWhatToEnter) {
  const auto number = ParseCitizenNumber("024123456");
  EXPECT_EQ(number.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(number.status().message()), HasSubstr("Chứng minh nhân dân 9 số"));
}

TEST(ParseCitizenNumber, AcceptsAnUnknownProvinceAndSaysSo) {
  const auto number = ParseCitizenNumber("003204001234");
  ASSERT_TRUE(number.ok());
  EXPECT_FALSE(number->province_known);
  EXPECT_THAT(CrossCheck(*number, "2004-05-01", "male"), ElementsAre("province_unknown"));
}

TEST(CrossCheck, WarnsOfWhatDisagrees) {
  const CitizenNumber number = ParseCitizenNumber("079304001234").value();
  EXPECT_THAT(CrossCheck(number, "2004-12-31", "female"), IsEmpty());
  EXPECT_THAT(CrossCheck(number, "", ""), IsEmpty());
  EXPECT_THAT(CrossCheck(number, "2003-12-31", ""), ElementsAre("birth_year_mismatch"));
  EXPECT_THAT(CrossCheck(number, "", "male"), ElementsAre("sex_mismatch"));
  EXPECT_THAT(CrossCheck(number, "1904-12-31", "male"),
              ElementsAre("birth_year_mismatch", "sex_mismatch"));
}

TEST(MaskCitizenNumber, ShowsProvinceAndTheLastFour) {
  EXPECT_EQ(MaskCitizenNumber("079204001234"), "079*****1234");
  EXPECT_EQ(MaskCitizenNumber("024123456"), "*********");
}

}  // namespace
}  // namespace tancua::person
