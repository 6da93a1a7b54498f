// The administrator's command against a running suite, as an administrator types it.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "tests/restore/drill.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

namespace fs = std::filesystem;

using nlohmann::json;
using testing::Deployment;
using ::testing::HasSubstr;
using testing::Result;
using testing::RunProgram;

constexpr char kWard[] = "27442";
constexpr char kProcedures[] = TANCUA_SOURCE_DIR "/services/dossier/data/procedures";
const std::string kTancua = TANCUA_BIN_DIR "/tancua";

class AdminCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs();
    const auto port = [](const std::string& url) { return url.substr(url.rfind(':') + 1); };
    environment_ = {{"TANCUA_DATA_DIR", deployment_.folder() + "/data"},
                    {"TANCUA_ADMIN_PORT", port(deployment_.admin_url("suite"))},
                    {"TANCUA_GATEWAY_PORT", port(deployment_.endpoints().gateway)},
                    {"XDG_STATE_HOME", deployment_.folder() + "/state"}};
    for (const char* service : {"NOTIFICATION", "SURVEY", "STATISTICS"}) {
      environment_[absl::StrCat("TANCUA_", service, "_PORT")] =
          port(deployment_.grpc_target(absl::AsciiStrToLower(service)));
    }
  }

  Result Run(std::vector<std::string> words) {
    words.insert(words.begin(), kTancua);
    return RunProgram(words, environment_);
  }
  json Json(std::vector<std::string> words) {
    words.insert(words.begin(), "--json");
    const Result result = Run(words);
    EXPECT_EQ(result.exit_code, 0) << result.output;
    return json::parse(result.output, nullptr, false);
  }

  // Follows the link that the command prints, as a browser would, and pastes what comes of it.
  Result SignIn(const std::string& username) {
    const std::string answer = deployment_.folder() + "/pasted";
    EXPECT_EQ(mkfifo(answer.c_str(), 0600), 0);
    std::string command = "env";
    for (const auto& [key, value] : environment_) absl::StrAppend(&command, " ", key, "=", value);
    FILE* pipe = popen((command + " " + kTancua + " sign-in 2>&1 <" + answer).c_str(), "r");
    std::ofstream paste(answer);
    std::array<char, 4096> line{};
    Result result;
    while (fgets(line.data(), line.size(), pipe) != nullptr) {
      result.output += line.data();
      if (!absl::StartsWith(line.data(), "http")) continue;
      partner::Client browser(deployment_.endpoints());
      const auto sent =
          browser.Consent(std::string(absl::StripSuffix(line.data(), "\n")), username);
      paste << partner::kRedirectUri << "?code=" << sent.code << "&state=" << sent.state
            << "&iss=" << sent.issuer << std::endl;
    }
    result.exit_code = WEXITSTATUS(pclose(pipe));
    fs::remove(answer);
    return result;
  }

  // Waits until the suite lists key `id` under `column`.
  void AwaitKeys(const char* column, const std::string& id) {
    const absl::Time deadline = absl::Now() + absl::Seconds(60);
    json keys;
    do {
      absl::SleepFor(absl::Milliseconds(50));
      keys = Json({"keys", "status"})[0][column];
    } while (std::find(keys.begin(), keys.end(), id) == keys.end() && absl::Now() < deadline);
    EXPECT_LT(absl::Now(), deadline) << column << " is " << keys;
  }

  Deployment deployment_{Deployment::Shape::kSuite, {{"TANCUA_KEYS_INTERVAL", "200ms"}}};
  testing::Environment environment_;
};

TEST_F(AdminCommand, ActsAsTheOfficerWhoSignedIn) {
  const Result nobody = Run({"officers", "list"});
  EXPECT_EQ(nobody.exit_code, 4);
  EXPECT_THAT(nobody.output, HasSubstr("tancua sign-in"));

  const Result signed_in = SignIn(absl::StrCat("admin.", kWard));
  ASSERT_EQ(signed_in.exit_code, 0) << signed_in.output;
  EXPECT_THAT(signed_in.output, HasSubstr("ward_admin"));
  struct stat facts {};
  ASSERT_EQ(stat((deployment_.folder() + "/state/tancua/session.json").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);

  const json created = Json({"officers", "create", "--username", "moi.27442", "--display-name",
                             "Trần Văn Mới", "--ward", kWard, "--role", "specialist"});
  EXPECT_EQ(created["username"], "moi.27442");
  const Result table = Run({"officers", "list", "--ward", kWard});
  EXPECT_THAT(table.output, HasSubstr("Trần Văn Mới"));
  EXPECT_EQ(Run({"officers", "list", "--ward", "26944"}).exit_code, 4) << "another ward";

  Json({"clients", "create", "cong-tac-vien", "--display-name", "Đối tác", "--scope",
        "dossiers.read", "--ward", kWard});
  EXPECT_NE(Json({"clients", "add-key", "cong-tac-vien"}).value("secret", ""), "");
  EXPECT_THAT(Run({"clients", "list"}).output, HasSubstr("clients/cong-tac-vien"));

  for (const char* service : {"notification", "survey", "statistics"}) {
    EXPECT_EQ(Json({"dead-letters", "list", "--service", service}), json::array());
    EXPECT_EQ(Json({"dead-letters", "redrive", "--service", service})["redriven"], 0);
  }
  EXPECT_EQ(Run({"sign-out"}).exit_code, 0);
  EXPECT_EQ(Run({"clients", "list"}).exit_code, 4);
}

TEST_F(AdminCommand, SaysHowTheMachineIs) {
  EXPECT_THAT(Run({"status"}).output, HasSubstr("ready"));
  EXPECT_THAT(
      Run({"figures", "--ward", kWard, "--from", "2026-11-01", "--to", "2026-11-30", "--csv"})
          .output,
      HasSubstr("receivedByChannel.ONLINE,0\n"));
  EXPECT_THAT(Run({"verify-audit"}).output, HasSubstr("entries in order; anchor "));

  ASSERT_EQ(deployment_.process("suite").Terminate(), 0);
  const Result down = Run({"status"});
  EXPECT_EQ(down.exit_code, 3);
  EXPECT_THAT(down.output, HasSubstr("nobody answers"));
  EXPECT_EQ(Run({"officers", "steal"}).exit_code, 2);
}

TEST_F(AdminCommand, RotatesTheKeysOfARunningSuite) {
  const std::string file = deployment_.folder() + "/data/keys/field_keys";
  ASSERT_EQ(Run({"keys", "add", "--id", "next", "--file", file}).exit_code, 0);
  const Result early = Run({"keys", "remove", "dev1", "--file", file});
  EXPECT_EQ(early.exit_code, 1);
  EXPECT_THAT(early.output, HasSubstr("suite may still need dev1"));

  AwaitKeys("prepared", "next");
  ASSERT_EQ(Run({"keys", "use", "--file", file}).exit_code, 0);
  AwaitKeys("removable", "dev1");
  ASSERT_EQ(Run({"keys", "remove", "dev1", "--file", file}).exit_code, 0);

  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  EXPECT_TRUE(absl::StartsWith(text, "next ")) << "the old line is still there";
  EXPECT_EQ(Json({"keys", "status"})[0]["seals"], "next");
}

TEST_F(AdminCommand, ShowsWhatACatalogueChangesBeforeItIsInstalled) {
  const std::string folder = deployment_.folder() + "/procedures";
  fs::copy(kProcedures, folder);
  const std::vector<std::string> check = {"catalogue", "check", folder, "--installed", kProcedures};
  EXPECT_EQ(Json(check), json::array());

  fs::remove(folder + "/1.000656.yaml");
  std::ofstream(folder + "/1.000894.yaml", std::ios::app) << "# ours\n";
  EXPECT_EQ(Json(check), json::parse(R"([{"file": "1.000894.yaml", "change": "changed"},
                                         {"file": "1.000656.yaml", "change": "removed"}])"));
  EXPECT_EQ(Json({"catalogue", "check", folder, "--installed", folder + "-none"}).size(),
            std::distance(fs::directory_iterator(folder), fs::directory_iterator()))
      << "all are new where none is installed";
  std::ofstream(folder + "/1.000894.yaml") << "code: [";
  const Result broken = Run(check);
  EXPECT_EQ(broken.exit_code, 3);
  EXPECT_THAT(broken.output, HasSubstr("1.000894.yaml"));
}

}  // namespace
}  // namespace tancua
