// What a production configuration may not be: the real binary says so and ends.
#include "tests/support/production.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <functional>

namespace tancua {
namespace {

using ::testing::HasSubstr;
using testing::ReplaceFile;

using Variables = std::map<std::string, std::string>;

class ProductionRefusal : public ::testing::Test {
 protected:
  // What the suite says when it is started with `variables` and will not run.
  std::string Refusal(Variables variables) {
    testing::ServiceProcess suite({.executable = "tancua-suite",
                                   .folder = production_.folder(),
                                   .environment = std::move(variables)});
    suite.Start();
    EXPECT_FALSE(suite.AwaitReady().ok());
    std::string log = suite.Log();
    const auto begin = log.find("cannot start: ");
    return begin == std::string::npos ? log : log.substr(begin);
  }

  testing::Production production_;
};

TEST_F(ProductionRefusal, NamesEverythingThatIsWrongAtOnce) {
  const std::string refusal = Refusal({{"TANCUA_ENVIRONMENT", "production"},
                                       {"TANCUA_DATA_DIR", production_.File("data")},
                                       {"TANCUA_REDIS_ADDRESS", "redis.example.vn:6379"}});
  for (const char* fault : {"field_keys_file must be set",
                            "event_keys_file must be set",
                            "pairwise_key_file must be set",
                            "identity.oauth.issuer must be https",
                            "identity.oauth.clients_file must be empty",
                            "tls.mode must be on",
                            "gateway.tls.mode must be on",
                            "redis.password_file must be set",
                            "identity.signing_key_file or identity.signing_keys_dir must be set",
                            "identity.officers_file names the invented officers",
                            "identity provider \"vneid\": client_secret_file must be set",
                            "identity provider \"vneid\": issuer must be https",
                            "identity provider \"vneid\": redirect_uris must be https",
                            "identity provider \"staff\": client_secret_file must be set",
                            "identity provider \"staff\": issuer must be https",
                            "notification.zns.secret_key_file is required",
                            "notification.zns.refresh_token_file is required",
                            "notification.zns.url must be an https",
                            "notification.sms.api_key_file is required",
                            "notification.sms.secret_key_file is required",
                            "notification.sms.url must be an https",
                            "survey.public_base_url must be https",
                            "simulator.enabled must be false"}) {
    EXPECT_THAT(refusal, HasSubstr(fault));
  }
}

// One fault in a configuration that is otherwise in order.
struct Fault {
  const char* name;
  std::function<void(testing::Production&, Variables&)> spoil;
  const char* refusal;
};
void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class OneFault : public ProductionRefusal, public ::testing::WithParamInterface<Fault> {};

TEST_P(OneFault, IsTheOnlyOneNamed) {
  Variables variables = production_.Environment("suite");
  GetParam().spoil(production_, variables);
  const std::string refusal = Refusal(variables);
  EXPECT_THAT(refusal, HasSubstr(GetParam().refusal));
  EXPECT_EQ(std::count(refusal.begin(), refusal.end(), '\n'), 2) << refusal;
}

INSTANTIATE_TEST_SUITE_P(
    Each, OneFault,
    ::testing::Values(
        Fault{"SealingKeysOpenToOthers",
              [](auto& p, auto&) { chmod(p.File("field_keys").c_str(), 0644); },
              "is open to others than its owner (mode 0644): chmod 600"},
        Fault{"TlsKeyOpenToOthers",
              [](auto& p, auto&) {
                ReplaceFile(p.File("gateway.key"), p.certificate("gateway").private_key, 0604);
              },
              "gateway.tls.private_key_file: "},
        Fault{"SecretFromTheSourceTree",
              [](auto& p, auto& v) {
                v["TANCUA_ASSET_DIR"] = p.File("share");
                std::filesystem::create_directory(p.File("share"));
                ReplaceFile(p.File("share/secret"), "Zb3kq0v7");
                v["TANCUA_IDENTITY_STAFF_CLIENT_SECRET_FILE"] = p.File("share/secret");
              },
              "lies among the files that come with the suite"},
        Fault{"TheSameKeysForEventsAndFields",
              [](auto&, auto& v) { v["TANCUA_EVENT_KEYS_FILE"] = v["TANCUA_FIELD_KEYS_FILE"]; },
              "event_keys_file holds the keys of field_keys_file"},
        Fault{"DevelopmentClientSecret",
              [](auto& p, auto& v) {
                ReplaceFile(p.File("default"), "development-only-not-a-secret");
                v["TANCUA_IDENTITY_STAFF_CLIENT_SECRET_FILE"] = p.File("default");
              },
              "identity provider \"staff\": client_secret_file must be set in production"},
        Fault{"PlainIssuer",
              [](auto&, auto& v) {
                v["TANCUA_IDENTITY_VNEID_ISSUER"] = "http://id.example.vn/vneid";
              },
              "identity provider \"vneid\": issuer must be https"},
        Fault{"DevelopmentOfficers",
              [](auto&, auto& v) { v.erase("TANCUA_IDENTITY_OFFICERS_FILE"); },
              "identity.officers_file names the invented officers"},
        Fault{"DevelopmentPartners",
              [](auto&, auto& v) { v.erase("TANCUA_IDENTITY_OAUTH_CLIENTS_FILE"); },
              "identity.oauth.clients_file must be empty in production"},
        Fault{"NoPairwiseKey", [](auto&, auto& v) { v.erase("TANCUA_PAIRWISE_KEY_FILE"); },
              "pairwise_key_file must be set"},
        Fault{"NoSigningKey", [](auto&, auto& v) { v.erase("TANCUA_IDENTITY_SIGNING_KEYS_DIR"); },
              "identity.signing_key_file or identity.signing_keys_dir"},
        Fault{"Simulator", [](auto&, auto& v) { v.erase("TANCUA_SIMULATOR_ENABLED"); },
              "simulator.enabled must be false"},
        Fault{"PlainServicePortsWithoutAWord", [](auto&, auto& v) { v["TANCUA_TLS_MODE"] = "off"; },
              "tls.mode must be on"},
        Fault{"PlainGateway", [](auto&, auto& v) { v["TANCUA_GATEWAY_TLS_MODE"] = ""; },
              "gateway.tls.mode must be on"},
        Fault{"ServicesThatNeedNotProveThemselves",
              [](auto&, auto& v) { v["TANCUA_TLS_CLIENT_CERTIFICATES"] = "optional"; },
              "tls.client_certificates must be require"},
        Fault{"RedisElsewhereWithoutAPassword",
              [](auto&, auto& v) { v["TANCUA_REDIS_ADDRESS"] = "redis.example.vn:6379"; },
              "redis.password_file must be set"},
        Fault{"PasswordOfADatabase",
              [](auto&, auto& v) {
                v["TANCUA_DOSSIER_DATABASE_URL"] = "postgresql:host=db password=Zb3kq0v7";
              },
              "dossier.database.url must not hold a password"},
        Fault{"ProviderInItsSandbox",
              [](auto& p, auto& v) {
                v["TANCUA_NOTIFICATION_SMS_PROVIDER"] = "esms";
                v["TANCUA_NOTIFICATION_SMS_URL"] = "https://rest.esms.vn/";
                v["TANCUA_NOTIFICATION_SMS_API_KEY_FILE"] = p.File("client_secret");
                v["TANCUA_NOTIFICATION_SMS_SECRET_KEY_FILE"] = p.File("client_secret");
                v["TANCUA_NOTIFICATION_SMS_SANDBOX"] = "true";
              },
              "notification.sms.sandbox must be false"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(ProductionRefusal, ASuiteWithEverythingInOrderRuns) {
  testing::ServiceProcess suite({.executable = "tancua-suite",
                                 .folder = production_.folder(),
                                 .environment = production_.Environment("suite")});
  suite.Start();
  const absl::Status ready = suite.AwaitReady();
  ASSERT_TRUE(ready.ok()) << ready;
  EXPECT_EQ(suite.Terminate(), 0);
}

TEST_F(ProductionRefusal, PlainListenersRunWhenSomebodyAnswersForThem) {
  Variables variables = production_.Environment("suite");
  for (const char* section : {"TANCUA_TLS_", "TANCUA_GATEWAY_TLS_"}) {
    variables[std::string(section) + "MODE"] = "off";
    variables[std::string(section) + "PLAIN_ACCEPTED"] = "true";
  }
  testing::ServiceProcess suite(
      {.executable = "tancua-suite", .folder = production_.folder(), .environment = variables});
  suite.Start();
  const absl::Status ready = suite.AwaitReady();
  ASSERT_TRUE(ready.ok()) << ready;
  EXPECT_EQ(suite.Terminate(), 0);
}

TEST_F(ProductionRefusal, NamesTheSigningKeyThatIsOpenToOthers) {
  ReplaceFile(production_.File("signing-keys/2026-01-01T0000Z.pem"), "no key", 0644);
  EXPECT_THAT(Refusal(production_.Environment("suite")),
              HasSubstr("signing-keys/2026-01-01T0000Z.pem is open to others"));
}

TEST_F(ProductionRefusal, NamesTheCertificateThatDoesNotWork) {
  ReplaceFile(production_.File("suite.crt"), production_.certificate("gateway").certificate);
  EXPECT_THAT(Refusal(production_.Environment("suite")),
              HasSubstr("suite.key: the key does not fit the certificate"));
}

}  // namespace
}  // namespace tancua
