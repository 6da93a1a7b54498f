// Proving again who one is, more surely or more recently (RFC 9470).
#include "gmock/gmock.h"
#include "services/identity/api/create_verification.h"
#include "services/identity/domain/errors.h"
#include "services/identity/identity_fixture.h"

namespace tancua::identity {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class StepUp : public IdentityFixture {
 protected:
  void Configure() override {
    // A provider that takes everybody; level 2 is asked for when something needs it.
    config_.vneid.min_level = 0;
    config_.vneid.acr_values = "LoA1";
    config_.vneid.accepted_acrs.clear();
    config_.vneid.acr_levels = {"LoA1=1", "LoA2=2"};
  }
  v1::Verification Demand(int min_level, std::int64_t max_age_s = -1) {
    auto request = CreateRequest();
    request.set_min_level(min_level);
    if (max_age_s >= 0) request.mutable_max_age()->set_seconds(max_age_s);
    return api::CreateVerification(*deps_, NewCall(), request).value();
  }
};

TEST_F(StepUp, AsksTheProviderForTheLevelAndTheAge) {
  EXPECT_THAT(Demand(0).authorization_uri(), HasSubstr("&acr_values=LoA1"));
  EXPECT_THAT(Demand(0).authorization_uri(), Not(HasSubstr("max_age")));
  const std::string uri = Demand(2, 300).authorization_uri();
  EXPECT_THAT(uri, HasSubstr("&acr_values=LoA2"));
  EXPECT_THAT(uri, HasSubstr("&max_age=300&prompt=login"));
}

TEST_F(StepUp, TakesALowLevelWhereNothingMoreIsAsked) {
  const auto answer = Complete(Consent(Demand(0), "p44"));  // a person of level 1
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->citizen().level(), 1);
  EXPECT_EQ(CallerOf(answer->tokens().access_token()).level, 1);
}

TEST_F(StepUp, RefusesALevelBelowWhatWasAskedFor) {
  EXPECT_KIND(Complete(Consent(Demand(2), "p44")).status(), kIdentityLevelTooLow);
  EXPECT_TRUE(Complete(Consent(Demand(2), "p01")).ok());
}

TEST_F(StepUp, CannotAskForLessThanTheProviderIsConfiguredFor) {
  config_.vneid.min_level = 2;
  EXPECT_KIND(Complete(Consent(Demand(1), "p44")).status(), kIdentityLevelTooLow);
}

TEST_F(StepUp, RefusesAProofThatIsTooOld) {
  Control(R"({"realm":"vneid","auth_age_s":361})");
  EXPECT_KIND(Complete(Consent(Demand(0, 300), "p01")).status(), status::kVerificationTooOld);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM sessions"), 0);
  Control(R"({"realm":"vneid","auth_age_s":360})");
  EXPECT_TRUE(Complete(Consent(Demand(0, 300), "p01")).ok()) << "clocks may differ by a minute";
}

TEST_F(StepUp, RefusesAProviderThatDoesNotSayWhen) {
  config_.vneid.claims.auth_time = "";
  EXPECT_KIND(Complete(Consent(Demand(0, 300), "p01")).status(), status::kVerificationTooOld);
  const auto answer = Complete(Consent(Demand(0), "p01"));
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(CallerOf(answer->tokens().access_token()).verified_at, absl::InfinitePast());
}

TEST_F(StepUp, TellsEveryServiceWhenThePersonProvedWhoTheyAre) {
  Control(R"({"realm":"vneid","auth_age_s":100})");
  const absl::Time proved = clock_.Now() - absl::Seconds(100);
  const auto answer = SignIn("p01");
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(CallerOf(answer->tokens().access_token()).verified_at, proved);

  clock_.Advance(absl::Minutes(9));
  const auto tokens = Refresh(answer->tokens().refresh_token());
  ASSERT_TRUE(tokens.ok()) << tokens.status();
  EXPECT_EQ(CallerOf(tokens->access_token()).verified_at, proved) << "refreshing proves nothing";
}

TEST_F(StepUp, RaisesNoOtherSessionOfThePerson) {
  Control(R"({"realm":"vneid","level":1})");
  const auto low = SignIn("p01");
  ASSERT_TRUE(low.ok()) << low.status();
  Control(R"({"realm":"vneid","level":2})");
  ASSERT_EQ(CallerOf(SignIn("p01")->tokens().access_token()).level, 2);
  const auto tokens = Refresh(low->tokens().refresh_token());
  EXPECT_EQ(CallerOf(tokens->access_token()).level, 1);
}

}  // namespace
}  // namespace tancua::identity
