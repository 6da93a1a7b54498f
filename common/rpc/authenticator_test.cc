#include "common/rpc/authenticator.h"

#include <gtest/gtest.h>

#include <vector>

#include "common/status/error.h"
#include "nlohmann/json.hpp"

namespace tancua::rpc {
namespace {

// An issuer whose keys a test changes, and which it can take away.
class AuthenticatorTest : public ::testing::Test {
 protected:
  void Publish(const std::vector<const jose::Signer*>& signers) {
    nlohmann::json keys = nlohmann::json::array();
    for (const jose::Signer* signer : signers) keys.push_back(signer->PublicJwk());
    document_ = nlohmann::json{{"keys", keys}}.dump();
  }

  std::string TokenBy(const jose::Signer& signer) {
    return signer.Sign({{"iss", "tancua"},
                        {"aud", "tancua"},
                        {"sub", "citizens/1"},
                        {"kind", "citizen"},
                        {"sid", "0192"},
                        {"jti", ++tokens_},
                        {"exp", absl::ToUnixSeconds(clock_.Now() + absl::Hours(1))}});
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  const jose::Signer old_ = jose::Signer::FromPem(jose::GenerateEs256Pem(), "old").value();
  const jose::Signer new_ = jose::Signer::FromPem(jose::GenerateEs256Pem(), "new").value();
  std::string document_;
  bool away_ = false;
  int fetches_ = 0;
  int tokens_ = 0;
  Authenticator authenticator_{clock_, [this]() -> absl::StatusOr<std::string> {
                                 ++fetches_;
                                 if (away_) return absl::UnavailableError("nobody there");
                                 return document_;
                               }};
};

TEST_F(AuthenticatorTest, TellsTheSessionOfTheToken) {
  Publish({&old_});
  EXPECT_EQ(authenticator_.Authenticate(TokenBy(old_))->session, "sessions/0192");
}

TEST_F(AuthenticatorTest, KnowsAKeyThatWasPublishedBeforeItSigned) {
  Publish({&old_});
  ASSERT_TRUE(authenticator_.Authenticate(TokenBy(old_)).ok());

  Publish({&old_, &new_});
  clock_.Advance(Authenticator::kKeySetKept);
  ASSERT_TRUE(authenticator_.Authenticate(TokenBy(old_)).ok());
  EXPECT_EQ(fetches_, 2);

  // The issuer need not even be there when the new key begins to sign.
  away_ = true;
  EXPECT_TRUE(authenticator_.Authenticate(TokenBy(new_)).ok());
  EXPECT_TRUE(authenticator_.Authenticate(TokenBy(old_)).ok());
  EXPECT_EQ(fetches_, 2);
}

TEST_F(AuthenticatorTest, BelievesAWithdrawnKeyNoLongerThanItKeepsTheKeySet) {
  Publish({&old_, &new_});
  const std::string token = TokenBy(old_);
  ASSERT_TRUE(authenticator_.Authenticate(token).ok());

  Publish({&new_});
  clock_.Advance(Authenticator::kKeySetKept - absl::Seconds(1));
  EXPECT_TRUE(authenticator_.Authenticate(token).ok());
  clock_.Advance(absl::Seconds(1));
  EXPECT_TRUE(status::Is(authenticator_.Authenticate(token).status(), status::kTokenInvalid));
}

TEST_F(AuthenticatorTest, GoesOnWithWhatItKnowsWhileTheIssuerIsAway) {
  Publish({&old_});
  ASSERT_TRUE(authenticator_.Authenticate(TokenBy(old_)).ok());

  away_ = true;
  clock_.Advance(absl::Minutes(30));
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(authenticator_.Authenticate(TokenBy(old_)).ok());
  EXPECT_EQ(fetches_, 2);  // and does not ask for every token
}

TEST_F(AuthenticatorTest, AsksForAnUnknownKeyButNotAgainAndAgain) {
  Publish({&old_});
  ASSERT_TRUE(authenticator_.Authenticate(TokenBy(old_)).ok());
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(
        status::Is(authenticator_.Authenticate(TokenBy(new_)).status(), status::kTokenInvalid));
  }
  EXPECT_EQ(fetches_, 1);

  Publish({&old_, &new_});
  clock_.Advance(absl::Seconds(11));
  EXPECT_TRUE(authenticator_.Authenticate(TokenBy(new_)).ok());
  EXPECT_EQ(fetches_, 2);
}

}  // namespace
}  // namespace tancua::rpc
