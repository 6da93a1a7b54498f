#include "services/identity/domain/assurance.h"

#include "common/status/error.h"
#include "gtest/gtest.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

TEST(ReadLevel, TakesAnUnknownLevelForNone) {
  EXPECT_EQ(ReadLevel("1"), 1);
  EXPECT_EQ(ReadLevel("2"), 2);
  for (const char* text : {"", "0", "3", "two", "2 "}) EXPECT_EQ(ReadLevel(text), 0) << text;
}

TEST(CheckAssurance, AcceptsTheNeededLevelAndAbove) {
  EXPECT_TRUE(CheckAssurance({.level = 2}, {.min_level = 2}, kNow).ok());
  EXPECT_TRUE(CheckAssurance({.level = 1}, {.min_level = 0}, kNow).ok());
  for (const int level : {0, 1}) {
    const absl::Status refused = CheckAssurance({.level = level}, {.min_level = 2}, kNow);
    EXPECT_TRUE(status::Is(refused, kIdentityLevelTooLow)) << refused;
  }
}

TEST(CheckAssurance, WantsAProofAsRecentAsDemanded) {
  const AssuranceDemand demand{.max_age = absl::Minutes(15)};
  const absl::Time oldest = kNow - absl::Minutes(15) - kClockSkew;
  EXPECT_TRUE(CheckAssurance({.verified_at = oldest}, demand, kNow).ok());
  for (const absl::Time older : {oldest - absl::Seconds(1), absl::InfinitePast()}) {
    const absl::Status refused = CheckAssurance({.verified_at = older}, demand, kNow);
    ASSERT_TRUE(status::Is(refused, status::kVerificationTooOld)) << refused;
    EXPECT_EQ(status::Describe(refused)->detail.metadata.at(0).second, "900");
  }
  EXPECT_TRUE(CheckAssurance({}, {}, kNow).ok()) << "nothing was demanded";
}

TEST(CheckAssurance, RefusesAProofOfTheFuture) {
  EXPECT_TRUE(CheckAssurance({.verified_at = kNow + kClockSkew}, {}, kNow).ok());
  const absl::Time ahead = kNow + kClockSkew + absl::Seconds(1);
  EXPECT_TRUE(status::Is(CheckAssurance({.verified_at = ahead}, {}, kNow), kIdentityRefused));
}

}  // namespace
}  // namespace tancua::identity::domain
