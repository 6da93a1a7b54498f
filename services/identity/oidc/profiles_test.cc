// Sign-ins at providers that depart from OpenID Connect, against the simulator over real HTTP.
#include "common/crypto/envelope.h"
#include "gmock/gmock.h"
#include "services/identity/domain/errors.h"
#include "services/identity/identity_fixture.h"

namespace tancua::identity {
namespace {

const crypto::EnvelopeKeys& Ours() {
  static const crypto::EnvelopeKeys keys = crypto::GenerateEnvelopeKeys();
  return keys;
}

EndpointsConfig EndpointsOf(const std::string& realm) {
  return {.authorization = realm + "/authorize",
          .token = realm + "/token",
          .userinfo = realm + "/userinfo",
          .jwks = realm + "/jwks",
          .sends_issuer = true};
}

class VneidProfile : public IdentityFixture {
 protected:
  VneidProfile() { simulated_.wrapping_key.value = Ours().public_key; }
  void Configure() override {
    ProviderConfig& provider = config_.vneid;
    provider.profile = "vneid";
    provider.issuer = simulator_->url() + "/vneid-wrapped";
    provider.endpoints = EndpointsOf(provider.issuer);
    provider.token_auth = "client_secret_post";
    provider.wrapping.private_key.value = Ours().private_key;
    ASSERT_TRUE(CheckConfig(config_).ok()) << CheckConfig(config_);
  }
};

TEST_F(VneidProfile, SignsAPersonInByWhatUserinfoSays) {
  const simulator::Person& person = simulator_->citizens()[0];
  const auto answer = SignIn(person.id);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->citizen().citizen_number(), person.number);
  EXPECT_EQ(answer->citizen().level(), 2);
  EXPECT_EQ(CallerOf(answer->tokens().access_token()).verified_at, clock_.Now());
}

TEST_F(VneidProfile, ReadsTheLevelServerToServer) {
  EXPECT_KIND(SignIn("p44").status(), kIdentityLevelTooLow);
}

TEST_F(VneidProfile, RefusesAnAnswerThatWasWrappedForSomebodyElse) {
  config_.vneid.wrapping.private_key.value = crypto::GenerateEnvelopeKeys().private_key;
  EXPECT_EQ(CauseOf(SignIn("p01").status()), "wrapped_answer");
}

TEST_F(VneidProfile, RefusesAnAnswerOfAnotherCipher) {
  config_.vneid.wrapping.cipher = "cbc";
  EXPECT_EQ(CauseOf(SignIn("p01").status()), "wrapped_answer");
}

TEST_F(VneidProfile, RefusesAnAnswerThatIsNotWrapped) {
  config_.vneid.endpoints.token = simulator_->url() + "/vneid/token";
  // The code is that of the other realm, whose tokens come in the clear.
  config_.vneid.endpoints.authorization = simulator_->url() + "/vneid/authorize";
  auto request = Consent(Create(), "p01");
  request.set_issuer(config_.vneid.issuer);
  EXPECT_EQ(CauseOf(Complete(request).status()), "wrapped_answer");
}

TEST_F(VneidProfile, RefusesARefusedCode) {
  auto request = Consent(Create(), "p01");
  request.set_code("forged");
  EXPECT_EQ(CauseOf(Complete(request).status()), "code");
}

class NationalPortalProfile : public IdentityFixture {
 protected:
  void Configure() override {
    ProviderConfig portal;
    portal.id = "portal";
    portal.profile = "national_portal";
    portal.issuer = simulator_->url() + "/vneid";
    portal.endpoints = EndpointsOf(portal.issuer);
    portal.acr_values = "LoA1";
    portal.acr_levels = {"LoA1=1", "LoA2=2"};
    portal.claims.level = "";
    config_.providers = {portal};
    config_.vneid.issuer = "";
    ASSERT_TRUE(CheckConfig(config_).ok()) << CheckConfig(config_);
  }
};

TEST_F(NationalPortalProfile, SignsAPersonInWithoutADiscoveryDocument) {
  const auto answer = SignIn("p01", "portal");
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->citizen().level(), 2);
}

TEST_F(NationalPortalProfile, TakesTheLevelFromTheAcr) {
  EXPECT_EQ(SignIn("p44", "portal")->citizen().level(), 1);
}

TEST_F(NationalPortalProfile, ChecksTheIdTokenLikeAnyOther) {
  Control(R"({"realm":"vneid","wrong_nonce":true})");
  EXPECT_EQ(CauseOf(SignIn("p01", "portal").status()), "nonce");
}

TEST_F(NationalPortalProfile, KnowsTheSamePersonAtAnotherProvider) {
  config_.providers[0].claims.phone = "";  // this one knows no phone
  const auto at_portal = SignIn("p01", "portal");
  ASSERT_TRUE(at_portal.ok()) << at_portal.status();
  config_.providers[0].claims.phone = "so_dien_thoai";
  const auto with_phone = SignIn("p01", "portal");
  EXPECT_EQ(with_phone->citizen().name(), at_portal->citizen().name());
  EXPECT_NE(with_phone->citizen().phone(), "");
  config_.providers[0].claims.phone = "";
  EXPECT_EQ(SignIn("p01", "portal")->citizen().phone(), with_phone->citizen().phone());
}

}  // namespace
}  // namespace tancua::identity
