#include "common/limits/token_bucket.h"

#include "gtest/gtest.h"

namespace tancua::limits {
namespace {

constexpr Rate kRate{.per_second = 2, .burst = 3};
const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

TEST(TokenBucket, GivesABurstThenSaysHowLongToWait) {
  TokenBucket bucket;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(bucket.Take(kRate, kNow), absl::ZeroDuration());
  EXPECT_EQ(bucket.Take(kRate, kNow), absl::Milliseconds(500));
}

TEST(TokenBucket, RefillsAtItsRateUpToTheBurst) {
  TokenBucket bucket;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(bucket.Take(kRate, kNow), absl::ZeroDuration());
  EXPECT_EQ(bucket.Take(kRate, kNow + absl::Milliseconds(500)), absl::ZeroDuration());
  EXPECT_GT(bucket.Take(kRate, kNow + absl::Milliseconds(500)), absl::ZeroDuration());
  const absl::Time later = kNow + absl::Hours(1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(bucket.Take(kRate, later), absl::ZeroDuration());
  EXPECT_GT(bucket.Take(kRate, later), absl::ZeroDuration());
}

TEST(TokenBucket, TakesAClockThatStepsBackForOneThatStands) {
  TokenBucket bucket;
  EXPECT_EQ(bucket.Take(kRate, kNow), absl::ZeroDuration());
  EXPECT_EQ(bucket.Take(kRate, kNow - absl::Hours(1)), absl::ZeroDuration());
}

}  // namespace
}  // namespace tancua::limits
