#include "services/notification/config.h"

#include "common/config/loader.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::notification {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

Config RealProviders() {
  Config config;
  config.zns.url = "https://business.openapi.zalo.me/message/template";
  config.zns.token_url = "https://oauth.zaloapp.com/v4/oa/access_token";
  config.zns.secret_key.value = "a";
  config.zns.refresh_token.value = "b";
  config.sms.url = "https://rest.esms.vn/MainService.svc/json/SendMultipleMessage_V4_post_json/";
  config.sms.api_key.value = "c";
  config.sms.secret_key.value = "d";
  return config;
}

TEST(NotificationConfig, SpeaksToTheSimulatorInDevelopment) {
  Config config;

  ASSERT_TRUE(Complete(config, /*production=*/false, "/assets").ok());

  EXPECT_EQ(config.zns.refresh_token.value, "simulator");
  EXPECT_EQ(config.quiet_hours, "off");
  EXPECT_EQ(config.data_dir, "/assets/services/notification/data");
}

TEST(NotificationConfig, RefusesToStartInProductionWithoutSecrets) {
  EXPECT_THAT(ProductionProblems(Config()),
              IsSupersetOf({HasSubstr("zns.secret_key_file"), HasSubstr("zns.refresh_token_file"),
                            HasSubstr("sms.api_key_file"), HasSubstr("sms.secret_key_file")}));
  EXPECT_THAT(ProductionProblems(RealProviders()), IsEmpty());
}

TEST(NotificationConfig, RefusesTheSimulatorInProduction) {
  Config config = RealProviders();
  config.sms.url = Config().sms.url;

  EXPECT_THAT(ProductionProblems(config), ElementsAre(HasSubstr("notification.sms.url")));
  config = RealProviders();
  config.sms.api_key.value = "simulator";
  EXPECT_THAT(ProductionProblems(config), ElementsAre(HasSubstr("notification.sms.api_key_file")));
}

TEST(NotificationConfig, RefusesProvidersThatDeliverNothingInProduction) {
  Config config = RealProviders();
  config.sms.sandbox = true;
  config.zns.development_mode = true;

  EXPECT_THAT(ProductionProblems(config),
              ElementsAre(HasSubstr("zns.development_mode"), HasSubstr("sms.sandbox")));
}

TEST(NotificationConfig, KeepsTheNightQuietInProduction) {
  Config config = RealProviders();

  ASSERT_TRUE(Complete(config, true, "/assets").ok());

  EXPECT_EQ(config.quiet_hours, "21:30-06:30");
}

TEST(NotificationConfig, RefusesValuesThatMakeNoSense) {
  const auto refused = [](void (*spoil)(Config&)) {
    Config config;
    spoil(config);
    return !Complete(config, false, "/assets").ok();
  };

  EXPECT_TRUE(refused([](Config& c) { c.quiet_hours = "at night"; }));
  EXPECT_TRUE(refused([](Config& c) { c.zns.provider = "pigeon"; }));
  EXPECT_TRUE(refused([](Config& c) { c.zns.provider = c.sms.provider = "off"; }));
  EXPECT_TRUE(refused([](Config& c) { c.senders = 0; }));
  EXPECT_TRUE(refused([](Config& c) { c.lease = absl::Seconds(10); }));
}

TEST(NotificationConfig, BindsEveryValueOnce) {
  Config config;
  config::Source source;
  source.environment = {{"TANCUA_NOTIFICATION_ZNS_PROVIDER", "noop"}};

  const absl::Status loaded = config::Load(source, [&](config::Binder& b) {
    b.Section("notification", "", [&](config::Binder& n) { Bind(n, config); });
  });

  ASSERT_TRUE(loaded.ok()) << loaded;
  EXPECT_EQ(config.zns.provider, "noop");
}

}  // namespace
}  // namespace tancua::notification
