#include "services/identity/config.h"

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
  config.oauth.issuer = "https://dichvucong.example";
  config.oauth.clients_file = "";
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
  config = Production();
  config.oauth.issuer = Config().oauth.issuer;
  EXPECT_FALSE(CheckForProduction(config).ok());
  config = Production();
  config.oauth.clients_file = Config().oauth.clients_file;
  EXPECT_FALSE(CheckForProduction(config).ok());
}

TEST(CheckForProduction, IgnoresAProviderThatIsSwitchedOff) {
  Config config = Production();
  config.vneid = Config().vneid;
  config.vneid.issuer = "";
  EXPECT_TRUE(CheckForProduction(config).ok());
}

}  // namespace
}  // namespace tancua::identity
