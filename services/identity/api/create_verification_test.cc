#include "services/identity/api/create_verification.h"

#include "common/rpc/idempotency.h"
#include "gmock/gmock.h"
#include "services/identity/domain/errors.h"
#include "services/identity/identity_fixture.h"

namespace tancua::identity {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class CreateVerification : public IdentityFixture {
 protected:
  auto Run(const v1::CreateVerificationRequest& request) {
    return api::CreateVerification(*deps_, NewCall(), request);
  }
};

TEST_F(CreateVerification, SendsTheBrowserToTheProviderWithPkceStateAndNonce) {
  const auto verification = Run(CreateRequest());
  ASSERT_TRUE(verification.ok()) << verification.status();
  const std::string& uri = verification->authorization_uri();
  EXPECT_THAT(uri, StartsWith(simulator_->url() + "/vneid/authorize?"));
  for (const char* part :
       {"response_type=code", "scope=openid%20profile%20phone",
        "state=", "nonce=", "code_challenge=", "code_challenge_method=S256", "acr_values=LoA2"}) {
    EXPECT_THAT(uri, HasSubstr(part));
  }
  EXPECT_EQ(verification->state(), v1::Verification::PENDING);
  EXPECT_EQ(verification->expire_time().seconds(),
            absl::ToUnixSeconds(clock_.Now() + absl::Minutes(10)));
}

TEST_F(CreateVerification, GivesTheSameAnswerToTheSameRequest) {
  const auto request = CreateRequest();
  const auto first = Run(request);
  clock_.Advance(absl::Seconds(1));
  const auto second = Run(request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM verifications"), 1);
}

TEST_F(CreateVerification, RefusesAnotherRequestUnderTheSameId) {
  auto request = CreateRequest();
  ASSERT_TRUE(Run(request).ok());
  request.set_redirect_uri("http://localhost:8080/callback");
  EXPECT_KIND(Run(request).status(), status::kRequestIdReused);
}

TEST_F(CreateVerification, RefusesARequestIdThatIsNoUuid) {
  auto request = CreateRequest();
  request.set_request_id("1");
  EXPECT_KIND(Run(request).status(), status::kRequestIdInvalid);
}

TEST_F(CreateVerification, RefusesAnAddressThatIsNotListedExactly) {
  for (const char* uri : {"", "https://evil.example/", "http://127.0.0.1:8080/callback/",
                          "http://127.0.0.1:8080/callback?x=1", "HTTP://127.0.0.1:8080/callback"}) {
    auto request = CreateRequest();
    request.set_redirect_uri(uri);
    EXPECT_KIND(Run(request).status(), kRedirectUriNotAllowed);
  }
  EXPECT_EQ(Count("SELECT COUNT(*) FROM verifications"), 0);
}

TEST_F(CreateVerification, RefusesADemandThatNobodyCanMeet) {
  for (const int level : {-1, 3}) {
    auto request = CreateRequest();
    request.set_min_level(level);
    EXPECT_KIND(Run(request).status(), status::kInvalidField);
  }
  for (const std::int64_t seconds : {std::int64_t{-1}, std::int64_t{367} * 24 * 60 * 60}) {
    auto request = CreateRequest();
    request.mutable_max_age()->set_seconds(seconds);
    EXPECT_KIND(Run(request).status(), status::kInvalidField);
  }
}

TEST_F(CreateVerification, RefusesAnUnknownProvider) {
  auto request = CreateRequest();
  request.set_provider("facebook");
  EXPECT_KIND(Run(request).status(), kProviderUnknown);
}

TEST_F(CreateVerification, SaysSoWhenTheProviderDoesNotAnswer) {
  Control(R"({"realm":"vneid","status":503})");
  EXPECT_KIND(Run(CreateRequest()).status(), kProviderUnavailable);
  Control(R"({"realm":"vneid"})");
  EXPECT_TRUE(Run(CreateRequest()).ok()) << "a failed discovery must not be remembered";
}

TEST_F(CreateVerification, KeepsWorkingFromWhatItKnowsWhileTheProviderIsDown) {
  ASSERT_TRUE(Run(CreateRequest()).ok());
  Control(R"({"realm":"vneid","status":503})");
  clock_.Advance(absl::Hours(2));
  EXPECT_TRUE(Run(CreateRequest()).ok());
}

TEST_F(CreateVerification, KeepsItsSecretsSealed) {
  const auto verification = Run(CreateRequest());
  const std::string& uri = verification->authorization_uri();
  const std::string state = uri.substr(uri.find("&state=") + 7, 43);
  std::string stored;
  ASSERT_TRUE(database_
                  ->Read([&](sql::Session& session) {
                    return session.Query("SELECT secrets_sealed FROM verifications", {},
                                         [&](const sql::Row& row) { stored = row.Text(0); });
                  })
                  .ok());
  EXPECT_THAT(stored, StartsWith("k1."));
  EXPECT_THAT(stored, Not(HasSubstr(state)));
}

}  // namespace
}  // namespace tancua::identity
