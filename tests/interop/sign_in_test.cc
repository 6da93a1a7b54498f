// Sign-ins that succeed at a certified provider, and how far its clock may be wrong.
#include "gmock/gmock.h"
#include "services/identity/domain/errors.h"
#include "tests/interop/identity_at_provider.h"

namespace tancua::interop {
namespace {

class SignIn : public IdentityAtProvider {};

class SignInWith : public IdentityAtProvider, public ::testing::WithParamInterface<const char*> {};

INSTANTIATE_TEST_SUITE_P(Algorithms, SignInWith,
                         ::testing::Values("tancua-rs256", "tancua-ps256", "tancua-es256"),
                         [](const auto& info) { return std::string(info.param).substr(7); });

TEST_P(SignInWith, TheAlgorithmThatTheClientIsRegisteredFor) {
  config_.vneid.client_id = GetParam();
  const auto answer = SignInAtProvider();
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->citizen().citizen_number(), "079144658513");
  EXPECT_EQ(answer->citizen().display_name(), "Đỗ Ngọc Lan");
  EXPECT_EQ(answer->citizen().birth_date(), "1944-11-13");
  EXPECT_EQ(answer->citizen().sex(), identity::v1::FEMALE);
  EXPECT_EQ(answer->citizen().phone(), "+84906470910");
  EXPECT_EQ(answer->citizen().level(), 2);
  EXPECT_LE(absl::AbsDuration(CallerOf(answer->tokens().access_token()).verified_at - absl::Now()),
            absl::Minutes(1));
}

TEST_P(SignInWith, KeysThatWereRotatedBetweenTwoSignIns) {
  config_.vneid.client_id = GetParam();
  ASSERT_TRUE(SignInAtProvider().ok());
  SetFaults(R"({"rotate_keys":true})");
  const auto answer = SignInAtProvider("hoa");
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->citizen().citizen_number(), "038046379856");
}

TEST_F(SignIn, KnowsTheSamePersonAgain) {
  const auto first = SignInAtProvider();
  const auto again = SignInAtProvider();
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(first->citizen().name(), again->citizen().name());
}

TEST_F(SignIn, ProvesTheClientByASecretInTheForm) {
  config_.vneid.client_id = "tancua-post";
  config_.vneid.token_auth = "client_secret_post";
  const auto answer = SignInAtProvider();
  EXPECT_TRUE(answer.ok()) << answer.status();
}

TEST_F(SignIn, ProvesTheClientByASignedAssertion) {
  config_.vneid.client_id = "tancua-key";
  config_.vneid.token_auth = "private_key_jwt";
  const auto answer = SignInAtProvider();
  EXPECT_TRUE(answer.ok()) << answer.status();
}

TEST_F(SignIn, ReadsUserinfoThatIsSigned) {
  config_.vneid.client_id = "tancua-signed-userinfo";
  config_.vneid.signed_userinfo = true;
  const auto answer = SignInAtProvider();
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->citizen().citizen_number(), "079144658513");
}

TEST_F(SignIn, StepsUpToARecentProof) {
  const auto answer = Complete(Agree(Demand(2, 60)));
  EXPECT_TRUE(answer.ok()) << answer.status();
}

TEST_F(SignIn, CanBeTriedAgainWhenTheKeysDidNotCome) {
  const auto request = Agree(Create());
  SetFaults(R"({"down":["/jwks"]})");
  EXPECT_KIND(Complete(request).status(), identity::kProviderUnavailable);
  SetFaults("{}");
  const auto answer = Complete(request);
  EXPECT_TRUE(answer.ok()) << answer.status() << "; the code was not to be spent";
}

TEST_F(SignIn, AcceptsAProviderWhoseClockIsLessThanAMinuteWrong) {
  SetFaults(R"({"clock_s":40})");  // its tokens are from the future
  EXPECT_TRUE(SignInAtProvider().ok());
  SetFaults(R"({"clock_s":-160})");  // its tokens, of two minutes, ended 40 seconds ago
  EXPECT_TRUE(SignInAtProvider().ok());
}

class NationalPortal : public IdentityAtProvider {
 protected:
  void Configure() override {
    IdentityAtProvider::Configure();
    identity::ProviderConfig& vneid = config_.vneid;
    vneid.profile = "national_portal";
    vneid.claims.level = "";
    vneid.endpoints = {.authorization = vneid.issuer + "/auth",
                       .token = vneid.issuer + "/token",
                       .userinfo = vneid.issuer + "/me",
                       .jwks = vneid.issuer + "/jwks",
                       .sends_issuer = true};
    ASSERT_TRUE(identity::CheckConfig(config_).ok());
  }
};

TEST_F(NationalPortal, NeedsNoDiscoveryDocument) {
  SetFaults(R"({"discovery":{"issuer":"http://nobody.invalid"}})");
  const auto answer = SignInAtProvider();
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->citizen().level(), 2);
}

}  // namespace
}  // namespace tancua::interop
