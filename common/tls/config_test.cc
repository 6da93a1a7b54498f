#include "common/tls/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tancua::tls {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Config On() {
  Config config;
  config.mode = "on";
  config.certificate_file = "/etc/tancua/tls.crt";
  config.private_key.path = "/etc/tancua/tls.key";
  return config;
}

TEST(TlsConfig, IsRefusedInProductionUnlessSomebodyDecided) {
  EXPECT_THAT(ProductionProblems(Config(), "tls"), ElementsAre(HasSubstr("tls.mode must be on")));
  Config off;
  off.mode = "off";
  EXPECT_THAT(ProductionProblems(off, "tls"), ElementsAre(HasSubstr("plain_accepted")));
  off.plain_accepted = true;
  EXPECT_THAT(ProductionProblems(off, "tls"), IsEmpty());
  Config undecided;
  undecided.plain_accepted = true;
  EXPECT_THAT(ProductionProblems(undecided, "tls"), ElementsAre(HasSubstr("tls.mode")));
  EXPECT_THAT(ProductionProblems(On(), "tls"), IsEmpty());
}

TEST(TlsConfig, NamesWhatIsMissingWhenItIsOn) {
  EXPECT_THAT(Problems(On(), "tls"), IsEmpty());
  Config bare;
  bare.mode = "on";
  EXPECT_THAT(Problems(bare, "gateway.tls"),
              ElementsAre(HasSubstr("gateway.tls.certificate_file"),
                          HasSubstr("gateway.tls.private_key_file")));
}

TEST(TlsConfig, RefusesUnknownWords) {
  Config config = On();
  config.mode = "yes";
  EXPECT_THAT(Problems(config, "tls"), ElementsAre(HasSubstr("tls.mode")));
  config = On();
  config.client_certificates = "maybe";
  EXPECT_THAT(Problems(config, "tls"), ElementsAre(HasSubstr("tls.client_certificates")));
}

}  // namespace
}  // namespace tancua::tls
