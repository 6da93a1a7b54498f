#include "services/identity/config.h"

#include "common/crypto/envelope.h"
#include "gtest/gtest.h"

namespace tancua::identity {
namespace {

Config Production() {
  Config config;
  config.signing_key.value = "-----BEGIN PRIVATE KEY-----";
  config.officers_file = "/etc/tancua/officers.yaml";
  for (ProviderConfig* provider : {&config.vneid, &config.staff}) {
    provider->issuer = "https://id.example/" + provider->id;
    provider->client_secret.value = "a real secret";
    provider->redirect_uris = {"https://dichvucong.example/callback"};
  }
  return config;
}

TEST(CheckForProduction, AcceptsRealProvidersWithRealSecrets) {
  EXPECT_TRUE(CheckForProduction(Production()).ok());
}

TEST(CheckForProduction, RefusesTheDefaults) { EXPECT_FALSE(CheckForProduction(Config()).ok()); }

TEST(CheckForProduction, RefusesEachDevelopmentValueAlone) {
  Config config = Production();
  config.signing_key.value = "";
  EXPECT_FALSE(CheckForProduction(config).ok());
  config = Production();
  config.officers_file = Config().officers_file;
  EXPECT_FALSE(CheckForProduction(config).ok());
  config = Production();
  config.vneid.client_secret = Config().vneid.client_secret;
  EXPECT_FALSE(CheckForProduction(config).ok());
  config = Production();
  config.staff.issuer = Config().staff.issuer;
  EXPECT_FALSE(CheckForProduction(config).ok());
  config = Production();
  config.staff.redirect_uris.push_back("http://localhost:8080/callback");
  EXPECT_FALSE(CheckForProduction(config).ok());
}

TEST(CheckForProduction, AppliesToEveryProviderOfTheList) {
  Config config = Production();
  config.providers = {config.vneid};
  config.providers[0].id = "portal";
  EXPECT_TRUE(CheckForProduction(config).ok());
  config.providers[0].endpoints.userinfo = "http://portal.example/userinfo";
  EXPECT_FALSE(CheckForProduction(config).ok());
  config.providers[0].endpoints.userinfo = "";
  config.providers[0].client_secret = ProviderConfig().client_secret;
  EXPECT_FALSE(CheckForProduction(config).ok());
  config.providers[0].token_auth = "private_key_jwt";
  EXPECT_TRUE(CheckForProduction(config).ok()) << "no secret is used";
}

TEST(CheckProviders, AcceptsTheDefaults) { EXPECT_TRUE(CheckProviders(Config()).ok()); }

TEST(CheckProviders, RefusesWhatCannotWork) {
  const auto refuses = [](auto spoil) {
    Config config;
    spoil(config.vneid);
    return !CheckProviders(config).ok();
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

TEST(CheckProviders, WantsTheKeyThatOpensWrappedAnswers) {
  Config config;
  config.vneid.profile = "vneid";
  config.vneid.endpoints = {
      .authorization = "http://a", .token = "http://t", .userinfo = "http://u"};
  EXPECT_FALSE(CheckProviders(config).ok());
  config.vneid.wrapping.private_key.value = crypto::GenerateEnvelopeKeys().private_key;
  EXPECT_TRUE(CheckProviders(config).ok()) << CheckProviders(config);
  config.vneid.wrapping.cipher = "ecb";
  EXPECT_FALSE(CheckProviders(config).ok());
  config.vneid.wrapping.cipher = "cbc";
  config.vneid.wrapping.padding = "none";
  EXPECT_FALSE(CheckProviders(config).ok());
}

TEST(CheckForProduction, IgnoresAProviderThatIsSwitchedOff) {
  Config config = Production();
  config.vneid = Config().vneid;
  config.vneid.issuer = "";
  EXPECT_TRUE(CheckForProduction(config).ok());
}

}  // namespace
}  // namespace tancua::identity
