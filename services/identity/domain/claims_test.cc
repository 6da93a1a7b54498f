#include "services/identity/domain/claims.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::domain {
namespace {

using ::testing::IsEmpty;

CitizenClaims Good() {
  return {.number = "079151001234",
          .name = "Nguyễn Thị Đức Hòa",
          .birth_date = "09/03/1951",
          .sex = "Nữ",
          .phone = "0903123456"};
}

TEST(ReadProfile, NormalisesWhatTheProviderSays) {
  const auto profile = ReadProfile(Good());
  ASSERT_TRUE(profile.ok()) << profile.status();
  EXPECT_EQ(profile->number, "079151001234");
  EXPECT_EQ(profile->name, "Nguyễn Thị Đức Hòa");
  EXPECT_EQ(profile->birth_date, "1951-03-09");
  EXPECT_EQ(profile->sex, Sex::kFemale);
  EXPECT_EQ(profile->phone, "+84903123456");
  EXPECT_THAT(Warnings(*profile), IsEmpty());
}

TEST(ReadProfile, ReadsBothWaysOfWritingADate) {
  CitizenClaims claims = Good();
  claims.birth_date = "1951-03-09";
  EXPECT_EQ(ReadProfile(claims)->birth_date, "1951-03-09");
  for (const char* bad : {"31/02/1951", "1951-13-01", "9/3/1951", "yesterday"}) {
    claims.birth_date = bad;
    EXPECT_TRUE(status::Is(ReadProfile(claims).status(), kIdentityRefused)) << bad;
  }
}

TEST(ReadProfile, RefusesWhoCannotBeIdentified) {
  for (const char* number : {"", "079151", "07915100123a", "123456789"}) {
    CitizenClaims claims = Good();
    claims.number = number;
    EXPECT_TRUE(status::Is(ReadProfile(claims).status(), kIdentityRefused)) << number;
  }
  CitizenClaims claims = Good();
  claims.name = "";
  EXPECT_TRUE(status::Is(ReadProfile(claims).status(), kIdentityRefused));
}

TEST(ReadProfile, LeavesOutAPhoneThatCannotReceiveMessages) {
  for (const char* phone : {"", "02838123456", "nonsense"}) {
    CitizenClaims claims = Good();
    claims.phone = phone;
    EXPECT_EQ(ReadProfile(claims)->phone, "") << phone;
  }
}

TEST(Warnings, NameWhatDoesNotAgree) {
  CitizenClaims claims = Good();
  claims.birth_date = "1952-03-09";
  claims.sex = "Nam";
  EXPECT_THAT(Warnings(*ReadProfile(claims)),
              ::testing::UnorderedElementsAre("birth_year_mismatch", "sex_mismatch"));
}

}  // namespace
}  // namespace tancua::identity::domain
