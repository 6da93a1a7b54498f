// What must not run where real people are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "common/crypto/keyring.h"
#include "tests/support/process.h"

namespace tancua {
namespace {

using ::testing::HasSubstr;

// A process in production, with real keys so that only its own refusal is left.
class Production : public ::testing::Test {
 protected:
  std::string RefusalOf(const std::string& executable) {
    for (const char* name : {"field_keys", "event_keys"}) {
      std::ofstream(folder_.path() + "/" + name) << crypto::Keyring::Generate("test");
    }
    testing::ServiceProcess process(
        {.executable = executable,
         .arguments = {},
         .folder = folder_.path(),
         .environment = {{"TANCUA_ENVIRONMENT", "production"},
                         {"TANCUA_DATA_DIR", folder_.path() + "/data"},
                         {"TANCUA_FIELD_KEYS_FILE", folder_.path() + "/field_keys"},
                         {"TANCUA_EVENT_KEYS_FILE", folder_.path() + "/event_keys"}}});
    process.Start();
    const absl::Status ready = process.AwaitReady();
    EXPECT_FALSE(ready.ok()) << executable << " runs in production";
    return std::string(ready.message());
  }

  testing::TemporaryFolder folder_;
};

TEST_F(Production, RefusesTheSimulator) {
  EXPECT_THAT(RefusalOf("tancua-simulator"), HasSubstr("it does not run in production"));
}

TEST_F(Production, RefusesIdentityWithoutASigningKey) {
  EXPECT_THAT(RefusalOf("tancua-identity"), HasSubstr("identity.signing_key_file must be set"));
}

}  // namespace
}  // namespace tancua
