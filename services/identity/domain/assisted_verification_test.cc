#include "services/identity/domain/assisted_verification.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/identity/domain/assistance_errors.h"

namespace tancua::identity::domain {
namespace {

using ::testing::MatchesRegex;

TEST(SixDigits, AreSixDigitsAlsoWithLeadingZeros) {
  std::set<std::string> codes;
  bool leading_zero = false;
  for (int i = 0; i < 1000; ++i) {
    const std::string code = SixDigits("token " + std::to_string(i));
    EXPECT_THAT(code, MatchesRegex("[0-9]{6}"));
    leading_zero = leading_zero || code.front() == '0';
    codes.insert(code);
  }
  EXPECT_TRUE(leading_zero);
  EXPECT_GT(codes.size(), 990u);
}

TEST(CheckConfirmable, EndsAtTheMomentOfExpiryAndWithTheConfirmation) {
  const absl::Time now = absl::FromUnixSeconds(1'800'000'000);
  AssistedVerification verification;
  verification.expires_at = now + absl::Seconds(1);
  EXPECT_TRUE(CheckConfirmable(verification, now).ok());
  EXPECT_TRUE(status::Is(CheckConfirmable(verification, now + absl::Seconds(1)),
                         kAssistedVerificationEnded));
  verification.confirmed = true;
  EXPECT_TRUE(status::Is(CheckConfirmable(verification, now), kAssistedVerificationEnded));
}

TEST(ReadPaper, NormalisesWhatWasRead) {
  const auto profile = ReadPaper({.number = "079151001234",
                                  .name = "Nguyê\u0303n  Thị Sáu",
                                  .birth_date = "1951-02-03",
                                  .sex = Sex::kFemale,
                                  .phone = "0903.123.456"},
                                 /*needs_phone=*/true, absl::CivilDay(2026, 11, 25));
  ASSERT_TRUE(profile.ok()) << profile.status();
  EXPECT_EQ(profile->name, "Nguyễn Thị Sáu");
  EXPECT_EQ(profile->phone, "+84903123456");
  EXPECT_EQ(profile->level, 0);
}

TEST(ReadPaper, RefusesSomebodyNotYetBorn) {
  EXPECT_TRUE(status::Is(
      ReadPaper({.number = "079151001234", .name = "Nguyễn Thị Sáu", .birth_date = "2026-11-26"},
                /*needs_phone=*/false, absl::CivilDay(2026, 11, 25))
          .status(),
      kPersonInvalid));
}

TEST(CheckSignedPaper, WantsAnAttachmentAndItsDigest) {
  const std::string attachment = "attachments/01901634-8694-7391-8885-966226289911";
  EXPECT_TRUE(CheckSignedPaper(attachment, std::string(64, 'a')).ok());
  for (const std::string& bad : {std::string(), std::string(63, 'a'), std::string(64, 'g')}) {
    EXPECT_TRUE(status::Is(CheckSignedPaper(attachment, bad), status::kInvalidField)) << bad;
  }
  EXPECT_TRUE(
      status::Is(CheckSignedPaper("attachments/1", std::string(64, 'a')), status::kInvalidField));
}

}  // namespace
}  // namespace tancua::identity::domain
