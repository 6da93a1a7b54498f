#include "services/identity/config.h"

#include "common/crypto/envelope.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::identity {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Config Production() {
  Config config;
  config.signing_key.value = "-----BEGIN PRIVATE KEY-----";
  config.officers_file = "/etc/tancua/officers.yaml";
  for (ProviderConfig* provider : {&config.vneid, &config.staff}) {
    provider->issuer = "https://id.example/" + provider->id;
    provider->client_secret.value = "a real secret";
    provider->redirect_uris = {"https://dichvucong.example/callback"};
  }
  config.oauth.issuer = "https://dichvucong.example";
  config.oauth.clients_file = "";
  return config;
}

TEST(ProductionProblems, AreNoneWithRealProvidersAndRealSecrets) {
  EXPECT_THAT(ProductionProblems(Production()), IsEmpty());
}

TEST(ProductionProblems, NameEverythingThatIsWrongWithTheDefaults) {
  EXPECT_THAT(ProductionProblems(Config()), SizeIs(10));
}

TEST(ProductionProblems, RefusesEachDevelopmentValueAlone) {
  Config config = Production();
  config.signing_key.value = "";
  EXPECT_THAT(ProductionProblems(config), SizeIs(1));
  config = Production();
  config.officers_file = Config().officers_file;
  EXPECT_THAT(ProductionProblems(config), SizeIs(1));
  config = Production();
  config.vneid.client_secret = Config().vneid.client_secret;
  EXPECT_THAT(ProductionProblems(config), SizeIs(1));
  config = Production();
  config.staff.client_secret.value = "";
  EXPECT_THAT(ProductionProblems(config), SizeIs(1));
  config = Production();
  config.staff.issuer = Config().staff.issuer;
  EXPECT_THAT(ProductionProblems(config), SizeIs(1));
  config = Production();
  config.staff.redirect_uris.push_back("http://localhost:8080/callback");
  EXPECT_THAT(ProductionProblems(config), SizeIs(1));
  config = Production();
  config.oauth.issuer = Config().oauth.issuer;
  EXPECT_THAT(ProductionProblems(config), SizeIs(1));
  config = Production();
  config.oauth.clients_file = Config().oauth.clients_file;
  EXPECT_THAT(ProductionProblems(config), SizeIs(1));
}

TEST(ProductionProblems, ConcernEveryProviderOfTheList) {
  Config config = Production();
  config.providers = {config.vneid};
  config.providers[0].id = "portal";
  EXPECT_THAT(ProductionProblems(config), IsEmpty());
  config.providers[0].endpoints.userinfo = "http://portal.example/userinfo";
  EXPECT_THAT(ProductionProblems(config), SizeIs(1));
  config.providers[0].endpoints.userinfo = "";
  config.providers[0].client_secret = ProviderConfig().client_secret;
  EXPECT_THAT(ProductionProblems(config), SizeIs(1));
  config.providers[0].token_auth = "private_key_jwt";
  EXPECT_THAT(ProductionProblems(config), IsEmpty()) << "no secret is used";
}

TEST(CheckConfig, AcceptsTheDefaults) { EXPECT_TRUE(CheckConfig(Config()).ok()); }

TEST(CheckConfig, RefusesWhatCannotWork) {
  const auto refuses = [](auto spoil) {
    Config config;
    spoil(config.vneid);
    return !CheckConfig(config).ok();
  };
  EXPECT_TRUE(refuses([](ProviderConfig& p) { p.id = "staff"; })) << "two of one id";
  EXPECT_TRUE(refuses([](ProviderConfig& p) { p.id = "VNeID"; }));
  EXPECT_TRUE(refuses([](ProviderConfig& p) { p.profile = "saml"; }));
  EXPECT_TRUE(refuses([](ProviderConfig& p) { p.profile = "national_portal"; })) << "no endpoints";
  EXPECT_TRUE(refuses([](ProviderConfig& p) { p.algorithms = {"HS256"}; }));
  EXPECT_TRUE(refuses([](ProviderConfig& p) { p.algorithms = {"none"}; }));
  EXPECT_TRUE(refuses([](ProviderConfig& p) { p.token_auth = "none"; }));
  EXPECT_TRUE(refuses([](ProviderConfig& p) { p.token_auth = "private_key_jwt"; })) << "no key";
  EXPECT_TRUE(refuses([](ProviderConfig& p) { p.acr_levels = {"LoA2"}; }));
}

TEST(CheckConfig, WantsTheKeyThatOpensWrappedAnswers) {
  Config config;
  config.vneid.profile = "vneid";
  config.vneid.endpoints = {
      .authorization = "http://a", .token = "http://t", .userinfo = "http://u"};
  EXPECT_FALSE(CheckConfig(config).ok());
  config.vneid.wrapping.private_key.value = crypto::GenerateEnvelopeKeys().private_key;
  EXPECT_TRUE(CheckConfig(config).ok()) << CheckConfig(config);
  config.vneid.wrapping.cipher = "ecb";
  EXPECT_FALSE(CheckConfig(config).ok());
  config.vneid.wrapping.cipher = "cbc";
  config.vneid.wrapping.padding = "none";
  EXPECT_FALSE(CheckConfig(config).ok());
}

TEST(ProductionProblems, IgnoresAProviderThatIsSwitchedOff) {
  Config config = Production();
  config.vneid = Config().vneid;
  config.vneid.issuer = "";
  EXPECT_THAT(ProductionProblems(config), IsEmpty());
}

TEST(CheckConfig, RefusesTwoSourcesOfSigningKeysAndTooLittleTimeBetweenThem) {
  EXPECT_TRUE(CheckConfig(Config()).ok());
  Config config;
  config.signing_keys_dir = "/etc/tancua/signing-keys";
  EXPECT_TRUE(CheckConfig(config).ok());
  config.signing_key.path = "/etc/tancua/signing.pem";
  EXPECT_FALSE(CheckConfig(config).ok());
  config = Config();
  config.signing_key_publish_before = absl::Minutes(5);
  EXPECT_FALSE(CheckConfig(config).ok());
}

}  // namespace
}  // namespace tancua::identity
