#include "services/identity/config.h"

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
  return config;
}

TEST(ProductionProblems, AreNoneWithRealProvidersAndRealSecrets) {
  EXPECT_THAT(ProductionProblems(Production()), IsEmpty());
}

TEST(ProductionProblems, NameEverythingThatIsWrongWithTheDefaults) {
  EXPECT_THAT(ProductionProblems(Config()), SizeIs(8));
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
