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
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "common/calendar/calendar.h"
#include "tests/restore/drill.h"
#include "tests/support/await.h"
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
    json keys;
    EXPECT_TRUE(testing::Await(absl::Seconds(60),
                               [&] {
                                 keys = Json({"keys", "status"})[0][column];
                                 return std::find(keys.begin(), keys.end(), id) != keys.end();
                               }))
        << column << " is " << keys;
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

TEST_F(AdminCommand, ChangesMovesAndShutsOutOfficers) {
  ASSERT_EQ(SignIn(absl::StrCat("admin.", kWard)).exit_code, 0);
  partner::Client client(deployment_.endpoints());
  const std::string admin = client.SignIn("staff", absl::StrCat("admin.", kWard)).access_token;
  const std::string ward = absl::StrCat("wards/", kWard);
  ASSERT_TRUE(client
                  .Post("/v1/" + ward + "/units",
                        {{"requestId", partner::NewRequestId()},
                         {"unitId", "tu-phap"},
                         {"unit", {{"title", "Tư pháp - Hộ tịch"}}}},
                        admin)
                  .ok());
  ASSERT_TRUE(client
                  .Post("/v1/" + ward + "/positions",
                        {{"requestId", partner::NewRequestId()},
                         {"positionId", "ho-tich"},
                         {"position",
                          {{"unit", ward + "/units/tu-phap"},
                           {"title", "Công chức hộ tịch"},
                           {"roles", {"specialist"}}}}},
                        admin)
                  .ok());
  const std::string name = Json({"officers", "create", "--username", "moi.27442", "--display-name",
                                 "Trần Văn Mới", "--ward", kWard, "--role", "specialist"})["name"];

  EXPECT_EQ(Json({"officers", "update", "moi.27442", "--ward", kWard, "--display-name",
                  "Trần Văn Cũ", "--role", "leader"})["roles"],
            json({"leader"}));
  EXPECT_EQ(Json({"officers", "update", name, "--no-role"})["roles"], json::array());
  EXPECT_EQ(Run({"officers", "update", name}).exit_code, 2) << "nothing to change";
  const std::string position = Json({"officers", "positions", "--ward", kWard})[0]["name"];
  EXPECT_EQ(Json({"officers", "move", name, position})["roles"], json({"specialist"}));
  EXPECT_EQ(Json({"officers", "positions", "--ward", kWard})[0]["holder"], name);

  EXPECT_EQ(Json({"officers", "deactivate", "moi.27442", "--ward", kWard})["active"], false);
  EXPECT_EQ(Json({"officers", "activate", name})["active"], true);
  const Result nobody = Run({"officers", "deactivate", "khong.co", "--ward", kWard});
  EXPECT_EQ(nobody.exit_code, 1);
  EXPECT_THAT(nobody.output, HasSubstr("wards/27442 has no officer khong.co"));
}

TEST_F(AdminCommand, ChangesAndShutsOutPartnersAndTheirKeys) {
  ASSERT_EQ(SignIn(absl::StrCat("admin.", kWard)).exit_code, 0);
  Json({"clients", "create", "cong-tac-vien", "--display-name", "Đối tác", "--scope",
        "dossiers.read", "--ward", kWard});
  EXPECT_EQ(Json({"clients", "update", "cong-tac-vien", "--display-name", "Đối tác mới", "--scope",
                  "dossiers.read", "--scope", "dossiers.write"})["scopes"],
            json({"dossiers.read", "dossiers.write"}));
  EXPECT_EQ(Json({"clients", "disable", "cong-tac-vien"})["disabled"], true);
  EXPECT_EQ(Json({"clients", "enable", "cong-tac-vien"})["disabled"], false);

  Json({"clients", "add-key", "cong-tac-vien"});
  const std::string key = Json({"clients", "keys", "cong-tac-vien"})[0]["name"];
  EXPECT_EQ(Json({"clients", "revoke-key", key})["state"], "REVOKED");
  EXPECT_THAT(Run({"clients", "keys", "cong-tac-vien"}).output, HasSubstr("REVOKED"));
}

TEST_F(AdminCommand, SaysHowTheMachineIs) {
  EXPECT_THAT(Run({"status"}).output, HasSubstr("ready"));
  EXPECT_THAT(
      Run({"figures", "--ward", kWard, "--from", "2026-11-01", "--to", "2026-11-30", "--csv"})
          .output,
      HasSubstr("receivedByChannel.ONLINE,0\n"));
  EXPECT_THAT(Run({"verify-audit"}).output, HasSubstr("entriesInOrder  "));
  const json chain = Json({"verify-audit"});
  EXPECT_EQ(Json({"verify-audit", chain.value("anchor", "")}), chain);

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

class CatalogueCommand : public AdminCommand {
 protected:
  // A delivered version of procedure 2.000908 that begins on `day`.
  std::string Deliver(absl::CivilDay day, const std::string& title) const {
    std::ifstream in(TANCUA_SOURCE_DIR "/services/dossier/data/procedures/2.000908.yaml");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::string file = deployment_.folder() + "/delivered.yaml";
    std::ofstream(file) << absl::StrReplaceAll(
        text, {{"2025-07-01", calendar::FormatDay(day)}, {"Cấp bản sao từ sổ gốc", title}});
    return file;
  }
  json Served() {
    return partner::Client(deployment_.endpoints()).Get("/v1/procedures/2.000908").body;
  }
  void AwaitTitle(const std::string& title) {
    EXPECT_TRUE(testing::Await(absl::Seconds(60), [&] { return Served()["title"] == title; }))
        << Served() << deployment_.Logs();
  }

  const absl::CivilDay today_ = calendar::LocalDay(absl::Now());
};

TEST_F(CatalogueCommand, ImportsWhatTheRunningSuiteThenServes) {
  const std::string file = Deliver(today_, "Cấp bản sao theo luật mới");
  const json planned = Json({"catalogue", "check", file});
  ASSERT_EQ(planned.size(), 2u);
  EXPECT_EQ(planned[0]["change"], "ended");
  EXPECT_EQ(planned[0]["validTo"], calendar::FormatDay(today_ - 1));
  EXPECT_EQ(planned[1]["change"], "added");
  EXPECT_EQ(Json({"catalogue", "import", "--dry-run", file}), planned);
  EXPECT_FALSE(fs::exists(deployment_.folder() + "/data/procedures"));

  EXPECT_EQ(Json({"catalogue", "import", file}), planned);
  AwaitTitle("Cấp bản sao theo luật mới");
  EXPECT_EQ(Json({"catalogue", "import", file}), json::array()) << "nothing changes any more";
  EXPECT_THAT(Run({"catalogue", "list"}).output, HasSubstr("Cấp bản sao theo luật mới"));
  const Result back = Run({"catalogue", "undo"});
  EXPECT_EQ(back.exit_code, 3) << "dossiers may have been filed under it";
  EXPECT_THAT(back.output, HasSubstr("VERSION_LOST"));
}

TEST_F(CatalogueCommand, GoesBackToTheCatalogueBeforeTheImport) {
  EXPECT_EQ(Run({"catalogue", "undo"}).exit_code, 1);
  const std::string built_in = Served()["title"];
  Json({"catalogue", "import", Deliver(absl::CivilDay(2025, 7, 1), "Cấp bản sao, tên mới")});
  AwaitTitle("Cấp bản sao, tên mới");
  EXPECT_EQ(Json({"catalogue", "undo"})[0]["fields"], json::parse(R"(["title"])"));
  AwaitTitle(built_in);
}

TEST_F(CatalogueCommand, RefusesADeliveryWithAMistakeAndChangesNothing) {
  const std::string file = Deliver(today_ + 30, "Bản sao");
  std::ofstream(file, std::ios::app) << "---\ncode: \"1.014027\"\n";
  const Result refused = Run({"--json", "catalogue", "import", file});
  EXPECT_EQ(refused.exit_code, 3);
  const json complaints = json::parse(refused.output.substr(0, refused.output.find("tancua:")));
  ASSERT_EQ(complaints.size(), 1u);
  EXPECT_EQ(complaints[0]["reason"], "FIELD_MISSING");
  EXPECT_EQ(complaints[0]["file"], file);
  EXPECT_EQ(complaints[0]["field"], "valid_from");
  EXPECT_FALSE(fs::exists(deployment_.folder() + "/data/procedures"));
  EXPECT_EQ(Run({"catalogue", "import", file + "-none"}).exit_code, 2);
}

}  // namespace
}  // namespace tancua
