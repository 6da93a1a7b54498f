#include "common/id/ids.h"

#include <gtest/gtest.h>

#include <set>

#include "common/clock/clock.h"

namespace tancua {
namespace {

TEST(NewUuid, IsVersion7AndSortsByTime) {
  FakeClock clock(absl::FromUnixSeconds(1'800'000'000));
  RandomIds ids(clock);

  const std::string first = ids.NewUuid();
  clock.Advance(absl::Milliseconds(1));
  const std::string second = ids.NewUuid();

  EXPECT_TRUE(IsUuid(first));
  EXPECT_EQ(first[14], '7');
  EXPECT_LT(first, second);
}

TEST(NewUuid, DoesNotRepeatWithinOneInstant) {
  FakeClock clock(absl::UnixEpoch());
  RandomIds ids(clock);
  std::set<std::string> seen;

  for (int i = 0; i < 1000; ++i) seen.insert(ids.NewUuid());

  EXPECT_EQ(seen.size(), 1000u);
}

TEST(NewReadableSecret, HasNoLookAlikes) {
  SystemClock clock;
  RandomIds ids(clock);

  const std::string secret = ids.NewReadableSecret(2000);

  EXPECT_EQ(secret.size(), 2000u);
  EXPECT_EQ(secret.find_first_of("01OIL"), std::string::npos);
}

TEST(NewToken, IsBase64UrlWithoutPadding) {
  SystemClock clock;
  RandomIds ids(clock);

  EXPECT_EQ(ids.NewToken(32).size(), 43u);
  EXPECT_EQ(ids.NewToken(32).find_first_of("+/="), std::string::npos);
}

TEST(IsUuid, RefusesOtherShapes) {
  EXPECT_TRUE(IsUuid("0190163D-8694-739B-AEA5-966C26F8AD91"));
  EXPECT_FALSE(IsUuid("0190163d8694739baea5966c26f8ad91"));
  EXPECT_FALSE(IsUuid("0190163d-8694-739b-aea5-966c26f8ad9g"));
  EXPECT_FALSE(IsUuid(""));
}

}  // namespace
}  // namespace tancua
