#include "common/rpc/revocations.h"

#include <gtest/gtest.h>

#include "nlohmann/json.hpp"

namespace tancua::rpc {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

class RevocationsTest : public ::testing::Test {
 protected:
  void Revoke(const char* kind, const char* id, absl::Time revoked) {
    list_.entries.push_back({.digest = RevocationDigest(kind, id),
                             .revoked = revoked,
                             .expires = revoked + absl::Minutes(10)});
  }
  static RevocationMarks Token(absl::Time issued) {
    return RevocationMarks::Of({{"jti", "t1"},
                                {"sid", "s1"},
                                {"client_id", "app"},
                                {"client_key", "k1"},
                                {"iat", absl::ToUnixSeconds(issued)}});
  }

  FakeClock clock_{kNow};
  Revocations::List list_{.entries = {}, .as_of = kNow};
  absl::Status outcome_;
  std::vector<absl::Time> asked_;
  Revocations revocations_{clock_, [this](absl::Time since) -> absl::StatusOr<Revocations::List> {
                             asked_.push_back(since);
                             if (!outcome_.ok()) return outcome_;
                             return list_;
                           }};
};

TEST_F(RevocationsTest, CoverATokenByEachOfItsMarks) {
  const std::pair<const char*, const char*> marks[] = {{kRevocableToken, "t1"},
                                                       {kRevocableSession, "s1"},
                                                       {kRevocableClient, "app"},
                                                       {kRevocableKey, "k1"}};
  for (const auto& [kind, id] : marks) {
    Revocations revocations(clock_, [&](absl::Time) -> absl::StatusOr<Revocations::List> {
      return Revocations::List{
          .entries = {{RevocationDigest(kind, id), kNow, kNow + absl::Minutes(10)}}, .as_of = kNow};
    });
    ASSERT_EQ(revocations.Refresh().value(), 1);
    EXPECT_TRUE(revocations.Cover(Token(kNow - absl::Minutes(1)))) << kind;
  }
}

TEST_F(RevocationsTest, LeaveOtherTokensAndLaterOnesAlone) {
  Revoke(kRevocableClient, "app", kNow);
  Revoke(kRevocableToken, "app", kNow);  // another kind of thing with the same id
  ASSERT_TRUE(revocations_.Refresh().ok());
  EXPECT_TRUE(revocations_.Cover(Token(kNow)));
  EXPECT_FALSE(revocations_.Cover(Token(kNow + absl::Seconds(1)))) << "the client came back";
  EXPECT_FALSE(revocations_.Cover(RevocationMarks::Of(
      {{"jti", "t2"}, {"client_id", "ward"}, {"iat", absl::ToUnixSeconds(kNow)}})));
  EXPECT_FALSE(revocations_.Cover(RevocationMarks::Of({{"sub", "citizens/1"}})));
}

TEST_F(RevocationsTest, EndKeysForEverWhateverTheClockOfTheIssuerSaid) {
  Revoke(kRevocableKey, "k1", kNow);
  ASSERT_TRUE(revocations_.Refresh().ok());
  EXPECT_TRUE(revocations_.Cover(Token(kNow + absl::Seconds(5))));
}

TEST_F(RevocationsTest, AskForWhatIsNewOnly) {
  Revoke(kRevocableToken, "t1", kNow);
  EXPECT_EQ(revocations_.Refresh().value(), 1);
  EXPECT_EQ(revocations_.Refresh().value(), 0) << "the same entry once more";
  EXPECT_EQ(asked_, (std::vector{absl::UnixEpoch(), kNow}));
}

TEST_F(RevocationsTest, TakeTheLaterOfTwoMoments) {
  Revoke(kRevocableClient, "app", kNow);
  ASSERT_TRUE(revocations_.Refresh().ok());
  list_.entries.clear();
  Revoke(kRevocableClient, "app", kNow + absl::Minutes(5));
  EXPECT_EQ(revocations_.Refresh().value(), 1);
  EXPECT_TRUE(revocations_.Cover(Token(kNow + absl::Minutes(3))));
}

TEST_F(RevocationsTest, KeepWhatIsKnownWhenTheIssuerDoesNotAnswer) {
  EXPECT_FALSE(revocations_.known());
  Revoke(kRevocableToken, "t1", kNow);
  ASSERT_TRUE(revocations_.Refresh().ok());
  outcome_ = absl::UnavailableError("nobody there");
  EXPECT_FALSE(revocations_.Refresh().ok());
  EXPECT_TRUE(revocations_.known());
  EXPECT_TRUE(revocations_.Cover(Token(kNow)));
}

TEST_F(RevocationsTest, AreForgottenWhenNoSuchTokenIsValidAnyMore) {
  Revoke(kRevocableToken, "t1", kNow);
  ASSERT_TRUE(revocations_.Refresh().ok());
  list_.entries.clear();
  clock_.Advance(absl::Minutes(10));
  ASSERT_TRUE(revocations_.Refresh().ok());
  EXPECT_FALSE(revocations_.Cover(Token(kNow)));
}

}  // namespace
}  // namespace tancua::rpc
