#include "services/identity/domain/session.h"

#include "gtest/gtest.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

RefreshToken Fresh() {
  return {.session_id = "s",
          .subject = "citizens/1",
          .used = false,
          .expires_at = kNow + absl::Minutes(15),
          .session_expires_at = kNow + absl::Hours(12),
          .session_revoked_at = std::nullopt};
}

TEST(CheckRefreshable, AcceptsATokenWithinItsTimes) {
  EXPECT_TRUE(CheckRefreshable(Fresh(), kNow).ok());
}

TEST(CheckRefreshable, EndsAtTheMomentOfExpiry) {
  EXPECT_TRUE(
      status::Is(CheckRefreshable(Fresh(), kNow + absl::Minutes(15)), kRefreshTokenExpired));
}

TEST(CheckRefreshable, CallsAUsedTokenReusedEvenWhenItIsOld) {
  RefreshToken token = Fresh();
  token.used = true;
  EXPECT_TRUE(status::Is(CheckRefreshable(token, kNow + absl::Hours(1)), kRefreshTokenReused));
}

TEST(CheckRefreshable, RefusesEveryTokenOfARevokedSession) {
  RefreshToken token = Fresh();
  token.session_revoked_at = kNow;
  EXPECT_TRUE(status::Is(CheckRefreshable(token, kNow), kRefreshTokenInvalid));
}

TEST(TokenExpiry, NeverOutlivesTheSession) {
  EXPECT_EQ(TokenExpiry(kNow, absl::Minutes(15), kNow + absl::Hours(1)), kNow + absl::Minutes(15));
  EXPECT_EQ(TokenExpiry(kNow, absl::Minutes(15), kNow + absl::Minutes(3)), kNow + absl::Minutes(3));
}

}  // namespace
}  // namespace tancua::identity::domain
