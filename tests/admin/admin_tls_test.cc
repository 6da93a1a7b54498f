// The administrator's command in production: HTTPS to the gateway, mutual TLS to the services.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/jose/jwt.h"
#include "common/redis/client.h"
#include "nlohmann/json.hpp"
#include "tests/restore/drill.h"
#include "tests/support/await.h"
#include "tests/support/production.h"

namespace tancua {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::Result;
using testing::RunProgram;

class AdminTls : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(production_.Start().ok());
    environment_ = production_.Environment("suite");
    environment_["XDG_STATE_HOME"] = production_.File("state");
    SignIn();
  }

  // As the identity service would sign it: the provider of this production does not exist.
  void SignIn() const {
    std::ifstream in(production_.File("signing-keys/2026-01-01T0000Z.pem"));
    const std::string pem{std::istreambuf_iterator<char>(in), {}};
    const json keys = json::parse(
        Run({"curl", "-s", "--cacert", production_.File("ca.crt"), Gateway() + "/v1/jwks"}).output);
    const auto signer = jose::Signer::FromPem(pem, keys["keys"][0].value("kid", "")).value();
    const std::string token =
        signer.Sign({{"iss", "tancua"},
                     {"aud", "tancua"},
                     {"sub", "officers/0192f000-0000-7000-8000-000000000001"},
                     {"kind", "officer"},
                     {"roles", {"city_admin"}},
                     {"level", 2},
                     {"exp", absl::ToUnixSeconds(absl::Now() + absl::Minutes(10))}});
    std::filesystem::create_directories(production_.File("state/tancua"));
    std::ofstream(production_.File("state/tancua/session.json"))
        << json{{"gateway", Gateway()}, {"accessToken", token}};
  }
  std::string Gateway() const {
    return absl::StrCat("https://127.0.0.1:", production_.port("gateway"));
  }
  Result Run(const std::vector<std::string>& words) const {
    return RunProgram(words, environment_);
  }
  Result Tancua(std::vector<std::string> words) const {
    words.insert(words.begin(),
                 {TANCUA_BIN_DIR "/tancua", "--json", "--ca-file", production_.File("ca.crt")});
    return Run(words);
  }

  // What lies in a stream and is no event is given up by every service that consumes it.
  void AddBrokenEvent() const {
    redis::Client redis({.address = production_.Environment("suite")["TANCUA_REDIS_ADDRESS"]});
    EXPECT_TRUE(redis.Run({"XADD", "tancua:events:{dossier:0}", "*", "other", "field"}).ok());
  }
  json AwaitLetters(const std::string& service) const {
    Result listed;
    EXPECT_TRUE(testing::Await(absl::Seconds(30), [&] {
      listed = Tancua({"dead-letters", "list", "--service", service});
      return listed.output != "[]\n";
    }));
    EXPECT_EQ(listed.exit_code, 0) << listed.output;
    return json::parse(listed.output, nullptr, false);
  }

  testing::Production production_;
  testing::Environment environment_;
};

TEST_F(AdminTls, SeesAndRedrivesDeadLettersOverMutualTls) {
  AddBrokenEvent();
  for (const char* service : {"notification", "survey", "statistics"}) {
    const json letters = AwaitLetters(service);
    ASSERT_EQ(letters.size(), 1u) << service;
    const Result redriven =
        Tancua({"dead-letters", "redrive", "--service", service, letters[0].value("name", "")});
    EXPECT_EQ(json::parse(redriven.output, nullptr, false)["redriven"], 1) << redriven.output;
  }
}

TEST_F(AdminTls, ReachesNoServiceWithACertificateOfSomebodyElse) {
  const testing::CertificateAuthority other("Another ward");
  const auto stranger = other.Issue("suite");
  testing::ReplaceFile(production_.File("suite.crt"), stranger.certificate);
  testing::ReplaceFile(production_.File("suite.key"), stranger.private_key);
  EXPECT_EQ(Tancua({"dead-letters", "list", "--service", "survey"}).exit_code, 5);
}

TEST_F(AdminTls, AsksEachProcessHowItIsOverHttps) {
  // One file a service, as packages install them.
  const std::string folder = production_.File("etc");
  std::filesystem::create_directory(folder);
  for (const std::string service : {"dossier", "survey"}) {
    std::ofstream(absl::StrCat(folder, "/", service, ".yaml"))
        << "admin_port: " << production_.port("admin." + service) << "\n";
  }
  environment_.erase("TANCUA_ADMIN_PORT");
  environment_["TANCUA_CONFIG"] = folder;
  const Result status = Tancua({"status"});
  EXPECT_EQ(status.exit_code, 0) << status.output;
  EXPECT_THAT(status.output, HasSubstr("\"survey\""));
}

}  // namespace
}  // namespace tancua
