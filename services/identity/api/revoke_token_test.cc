// Whatever ends before its time: tokens, sessions, keys, clients.
#include "common/rpc/errors.h"
#include "gmock/gmock.h"
#include "services/identity/api/oauth.h"
#include "services/identity/domain/errors.h"
#include "services/identity/partner_fixture.h"
#include "services/identity/workers/purge.h"

namespace tancua::identity {
namespace {

class RevokeToken : public PartnerFixture {};

TEST_F(RevokeToken, RevokesAnAccessToken) {
  const std::string secret = RegisterWithSecret("app");
  const std::string other = RegisterWithSecret("ward");
  const std::string token = SignInClient("app", secret)->access_token();
  const std::string sibling = SignInClient("app", secret)->access_token();
  EXPECT_KIND(Revoke("ward", other, token), kOAuthInvalidGrant);
  EXPECT_TRUE(CallerOf(token).ok());

  ASSERT_TRUE(Revoke("app", secret, token).ok());

  EXPECT_KIND(CallerOf(token).status(), rpc::kTokenRevoked);
  EXPECT_TRUE(CallerOf(sibling).ok());
  EXPECT_FALSE(Introspect("app", secret, token)->active());
  EXPECT_TRUE(Revoke("app", secret, token).ok()) << "a token that is not valid is no error";
  EXPECT_TRUE(Revoke("app", secret, "x").ok());
  EXPECT_KIND(Revoke("app", "wrong", sibling), kOAuthInvalidClient);
}

TEST_F(RevokeToken, EndsTheWholeSessionWithAnyOfItsTokens) {
  const std::string secret = RegisterWithSecret("app");
  for (const bool by_refresh_token : {true, false}) {
    const v1::TokenSet tokens = SignInThrough("app", "p01")->tokens();
    ASSERT_TRUE(CallerOf(tokens.access_token()).ok());
    ASSERT_TRUE(
        Revoke("app", secret, by_refresh_token ? tokens.refresh_token() : tokens.access_token())
            .ok());
    EXPECT_KIND(CallerOf(tokens.access_token()).status(), rpc::kTokenRevoked);
    EXPECT_KIND(RefreshAs("app", secret, tokens.refresh_token()).status(), kOAuthInvalidGrant);
  }
}

TEST_F(RevokeToken, EndsAKeyWithItsTokensAtOnce) {
  Register("app");
  const v1::AddClientKeyResponse old_key = AddSecret("app");
  const v1::AddClientKeyResponse new_key = AddSecret("app");
  const std::string old_token = SignInClient("app", old_key.secret())->access_token();
  const std::string new_token = SignInClient("app", new_key.secret())->access_token();
  ASSERT_TRUE(CallerOf(old_token).ok());

  ASSERT_TRUE(RevokeKey(old_key.key().name()).ok());

  EXPECT_KIND(CallerOf(old_token).status(), rpc::kTokenRevoked);
  EXPECT_KIND(SignInClient("app", old_key.secret()).status(), kOAuthInvalidClient);
  EXPECT_TRUE(CallerOf(new_token).ok());
  EXPECT_TRUE(SignInClient("app", new_key.secret()).ok());
}

TEST_F(RevokeToken, ShutsADisabledClientOutUntilItIsEnabled) {
  const std::string secret = RegisterWithSecret("app");
  const std::string token = SignInClient("app", secret)->access_token();
  const std::string person = SignInThrough("app", "p01")->tokens().access_token();
  ASSERT_TRUE(Disable("app")->disabled());
  EXPECT_KIND(CallerOf(token).status(), rpc::kTokenRevoked);
  EXPECT_KIND(CallerOf(person).status(), rpc::kTokenRevoked);
  EXPECT_KIND(SignInThrough("app", "p01").status(), kClientNotFound);

  clock_.Advance(absl::Seconds(1));
  ASSERT_FALSE(Enable("app")->disabled());
  EXPECT_KIND(CallerOf(token).status(), rpc::kTokenRevoked) << "it needs a new one";
  EXPECT_TRUE(CallerOf(SignInClient("app", secret)->access_token()).ok());
}

TEST_F(RevokeToken, TellsAClientWhatItsTokensAreWorth) {
  const std::string secret = RegisterWithSecret("app");
  const std::string other = RegisterWithSecret("ward");
  const std::string token = SignInClient("app", secret)->access_token();

  const auto answer = Introspect("app", secret, token);

  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_TRUE(answer->active());
  EXPECT_EQ(answer->client_id(), "app");
  EXPECT_EQ(answer->sub(), "clients/app");
  EXPECT_EQ(answer->scope(), "dossiers.read messages.read");
  EXPECT_EQ(answer->exp() - answer->iat(), 600u);
  for (const auto& inactive :
       {Introspect("ward", other, token), Introspect("app", secret, "x"),
        Introspect("app", secret, SignIn("p01")->tokens().access_token()),
        Introspect("app", secret, SignIn("p01")->tokens().refresh_token())}) {
    ASSERT_TRUE(inactive.ok()) << inactive.status();
    EXPECT_TRUE(inactive->has_active());
    EXPECT_EQ(inactive->ByteSizeLong(), 2u) << "active: false, and nothing else";
  }
  EXPECT_KIND(Introspect("app", "wrong", token).status(), kOAuthInvalidClient);
  EXPECT_KIND(Introspect("app", secret, "").status(), kOAuthInvalidRequest);
  clock_.Advance(absl::Minutes(10));
  EXPECT_FALSE(Introspect("app", secret, token)->active());
}

TEST_F(RevokeToken, EndsTheAccessTokensOfASessionWhoseRefreshTokenComesTwice) {
  const v1::TokenSet tokens = SignIn("p01")->tokens();
  ASSERT_TRUE(Refresh(tokens.refresh_token()).ok());
  EXPECT_KIND(Refresh(tokens.refresh_token()).status(), kRefreshTokenReused);
  EXPECT_KIND(CallerOf(tokens.access_token()).status(), rpc::kTokenRevoked);
}

TEST_F(RevokeToken, ListsRevocationsFromAMomentOn) {
  const std::string secret = RegisterWithSecret("app");
  ASSERT_TRUE(Revoke("app", secret, SignInClient("app", secret)->access_token()).ok());
  clock_.Advance(absl::Minutes(1));
  ASSERT_TRUE(Disable("app").ok());
  v1::ListRevocationsRequest request;
  EXPECT_EQ(api::ListRevocations(*deps_, NewCall(), request)->revocations_size(), 2);
  request.mutable_since_time()->set_seconds(absl::ToUnixSeconds(clock_.Now()));
  const auto late = api::ListRevocations(*deps_, NewCall(), request);
  EXPECT_EQ(late->revocations_size(), 1);
  EXPECT_EQ(late->as_of_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  clock_.Advance(absl::Hours(1));
  EXPECT_EQ(api::ListRevocations(*deps_, NewCall(), {})->revocations_size(), 0);
}

TEST_F(RevokeToken, ForgetsAssertionsAndRevocationsThatCannotMatterAnyMore) {
  Register("app");
  (void)AddJwk("app", signer_);
  ASSERT_TRUE(SignInWith(Assertion("app", signer_)).ok());
  ASSERT_TRUE(Disable("app").ok());
  clock_.Advance(absl::Hours(25));
  EXPECT_EQ(workers::PurgeEnded(*deps_).value(), 2);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM client_assertions"), 0);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM revocations"), 0);
}

}  // namespace
}  // namespace tancua::identity
