#include "services/identity/api/refresh_token.h"

#include <thread>
#include <vector>

#include "common/crypto/digest.h"
#include "gmock/gmock.h"
#include "services/identity/domain/errors.h"
#include "services/identity/identity_fixture.h"
#include "services/identity/workers/purge.h"

namespace tancua::identity {
namespace {

class RefreshToken : public IdentityFixture {
 protected:
  std::string FirstToken(const std::string& person = "p01", const std::string& provider = "vneid") {
    return SignIn(person, provider).value().tokens().refresh_token();
  }
};

TEST_F(RefreshToken, HandsOutTheNextPair) {
  const std::string first = FirstToken();
  const auto second = Refresh(first);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_NE(second->refresh_token(), first);
  EXPECT_FALSE(second->access_token().empty());
  EXPECT_TRUE(Refresh(second->refresh_token()).ok());
}

TEST_F(RefreshToken, RevokesTheSessionWhenATokenComesTwice) {
  const std::string first = FirstToken();
  const auto second = Refresh(first);
  EXPECT_KIND(Refresh(first).status(), kRefreshTokenReused);
  EXPECT_KIND(Refresh(second->refresh_token()).status(), kRefreshTokenInvalid);
}

TEST_F(RefreshToken, LeavesOtherSessionsOfThePersonAlone) {
  const std::string phone = FirstToken();
  const std::string laptop = FirstToken();
  ASSERT_TRUE(Refresh(phone).ok());
  ASSERT_FALSE(Refresh(phone).ok());
  EXPECT_TRUE(Refresh(laptop).ok());
}

TEST_F(RefreshToken, IsExchangedOnceHoweverManyAskTogether) {
  const std::string first = FirstToken();
  std::vector<std::thread> callers;
  std::vector<absl::Status> outcomes(8);
  for (absl::Status& outcome : outcomes) {
    callers.emplace_back([&] { outcome = Refresh(first).status(); });
  }
  for (std::thread& caller : callers) caller.join();
  int exchanged = 0;
  for (const absl::Status& outcome : outcomes) exchanged += outcome.ok() ? 1 : 0;
  EXPECT_EQ(exchanged, 1);
}

TEST_F(RefreshToken, RefusesWhatItNeverHandedOut) {
  EXPECT_KIND(Refresh("").status(), kRefreshTokenInvalid);
  EXPECT_KIND(Refresh("guess").status(), kRefreshTokenInvalid);
}

TEST_F(RefreshToken, EndsWhenIdle) {
  const std::string token = FirstToken("clerk.27442", "staff");
  clock_.Advance(config_.staff.session.idle);
  EXPECT_KIND(Refresh(token).status(), kRefreshTokenExpired);
}

TEST_F(RefreshToken, EndsWithTheSessionHoweverBusy) {
  std::string token = FirstToken("clerk.27442", "staff");
  const absl::Time end = clock_.Now() + config_.staff.session.total;
  while (clock_.Now() + absl::Minutes(14) < end) {
    clock_.Advance(absl::Minutes(14));
    const auto next = Refresh(token);
    ASSERT_TRUE(next.ok()) << next.status();
    token = next->refresh_token();
  }
  clock_.Set(end);
  EXPECT_KIND(Refresh(token).status(), kRefreshTokenExpired);
}

TEST_F(RefreshToken, SaysWhatHoldsToday) {
  const std::string token = FirstToken("clerk.27442", "staff");
  LoadOfficers("officers: []");
  EXPECT_KIND(Refresh(token).status(), kOfficerUnknown);
  LoadOfficers(
      "officers:\n"
      "  - {username: clerk.27442, display_name: Lê Thị Hoa, ward: '26944', roles: [leader]}\n");
  EXPECT_TRUE(Refresh(token).ok()) << "a refusal must not use the token up";
}

TEST_F(RefreshToken, IsStoredAsADigestOnly) {
  const std::string token = FirstToken();
  std::string stored;
  ASSERT_TRUE(database_
                  ->Read([&](sql::Session& session) {
                    return session.Query("SELECT token_sha256 FROM refresh_tokens", {},
                                         [&](const sql::Row& row) { stored = row.Text(0); });
                  })
                  .ok());
  EXPECT_EQ(stored, crypto::Sha256Hex(token));
}

TEST_F(RefreshToken, IsForgottenADayAfterItsSession) {
  const std::string token = FirstToken("clerk.27442", "staff");
  clock_.Advance(config_.staff.session.total + absl::Hours(23));
  ASSERT_EQ(workers::PurgeEnded(*deps_).value(), 1) << "the attempt only";
  EXPECT_KIND(Refresh(token).status(), kRefreshTokenExpired);
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(workers::PurgeEnded(*deps_).value(), 1);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM refresh_tokens"), 0);
  EXPECT_EQ(workers::PurgeEnded(*deps_).value(), 0);
}

}  // namespace
}  // namespace tancua::identity
