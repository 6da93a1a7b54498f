// A citizen reads who opened their dossier; an operator finds out that somebody covered it up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/http/client.h"
#include "common/sql/database.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using testing::Deployment;
using ::testing::HasSubstr;

// What a command printed, and its exit code.
struct Ran {
  int code = -1;
  std::string output;
};

class AuditTest : public ::testing::TestWithParam<Deployment::Shape> {
 protected:
  void SetUp() override { ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs(); }

  // The name of a dossier that citizen p01 has filed.
  std::string File() {
    citizen_ = client_.SignIn("vneid", "p01");
    const auto procedure = client_.Get("/v1/procedures/1.014027").body;
    const auto papers = partner::UploadPapers(client_, procedure, citizen_.access_token);
    paper_ = papers.empty() ? "" : papers[0].value("attachment", "");
    const auto filed =
        client_.Post("/v1/dossiers", partner::OnlineApplication(procedure, "wards/27442", papers),
                     citizen_.access_token);
    EXPECT_TRUE(filed.ok()) << filed.message();
    return filed.Text("name");
  }

  http::ClientResponse Download(const std::string& path, const std::string& token) {
    const auto answer = http::Client().Send({.url = deployment_.endpoints().gateway + path,
                                             .headers = {{"Authorization", "Bearer " + token}}});
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? *answer : http::ClientResponse();
  }

  // The diary once it has `count` entries, or as it is after a while.
  nlohmann::json AwaitDiary(std::size_t count) {
    const absl::Time deadline = absl::Now() + absl::Seconds(20);
    while (true) {
      nlohmann::json entries = client_.Get("/v1/citizens/me/diary", citizen_.access_token)
                                   .body.value("entries", nlohmann::json::array());
      if (entries.size() >= count || absl::Now() > deadline) return entries;
      absl::SleepFor(absl::Milliseconds(50));
    }
  }

  Ran VerifyAudit(const std::string& arguments = "") {
    const std::string command =
        absl::StrCat("TANCUA_DATA_DIR=", deployment_.folder(), "/data ", TANCUA_BIN_DIR, "/tancua-",
                     Keeper(), " verify-audit ", arguments, " 2>&1");
    Ran ran;
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
      ran.output.append(buffer.data(), size);
    }
    ran.code = WEXITSTATUS(pclose(pipe));
    return ran;
  }

  // The process that keeps the log.
  [[nodiscard]] static std::string Keeper() {
    return GetParam() == Deployment::Shape::kSuite ? "suite" : "identity";
  }

  Deployment deployment_{GetParam()};
  partner::Client client_{deployment_.endpoints()};
  partner::Session citizen_;
  std::string paper_;
};

INSTANTIATE_TEST_SUITE_P(Shapes, AuditTest,
                         ::testing::Values(Deployment::Shape::kSuite, Deployment::Shape::kServices),
                         [](const auto& info) {
                           return info.param == Deployment::Shape::kSuite ? "Suite" : "Services";
                         });

TEST_P(AuditTest, TheCitizenReadsWhoOpenedTheDossierAndATamperedLogIsNoticed) {
  const std::string dossier = File();
  const partner::Staff staff = partner::SignInStaff(client_, "27442");

  // The clerk reads the dossier and its paper, and receives it; the citizen reads it too.
  ASSERT_TRUE(client_.Get("/v1/" + dossier, staff.clerk.access_token).ok());
  const std::string paper = absl::StrCat("/v1/", dossier, "/", paper_);
  const auto file = Download(paper, staff.clerk.access_token);
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.body, partner::SamplePdf());
  ASSERT_TRUE(partner::Act(client_, dossier, "accept", staff.clerk.access_token).ok());
  ASSERT_TRUE(client_.Get("/v1/" + dossier, citizen_.access_token).ok());
  EXPECT_EQ(Download(paper, citizen_.access_token).body, partner::SamplePdf());
  const auto stranger = client_.SignIn("vneid", "p02");
  EXPECT_EQ(Download(paper, stranger.access_token).status, 403);

  const nlohmann::json diary = AwaitDiary(3);
  ASSERT_EQ(diary.size(), 3u) << deployment_.Logs();
  std::vector<std::string> actions;
  for (const auto& entry : diary) {
    EXPECT_EQ(entry.value("actorTitle", ""), "Cán bộ một cửa, phường Bình Tân");
    EXPECT_EQ(entry.value("record", ""), dossier);
    EXPECT_FALSE(entry.contains("actorName"));
    actions.push_back(entry.value("actionTitle", ""));
  }
  EXPECT_THAT(actions, ::testing::UnorderedElementsAre("Xem hồ sơ", "Tải giấy tờ trong hồ sơ",
                                                       "Tiếp nhận hồ sơ"));

  // The log is in order, also while the service runs.
  const Ran good = VerifyAudit();
  EXPECT_EQ(good.code, 0) << good.output;
  EXPECT_THAT(good.output, HasSubstr("entries in order; anchor "));

  // Somebody with the file in hand changes who it was.
  ASSERT_EQ(deployment_.process(Keeper()).Terminate(), 0);
  auto database = sql::Database::Open(
      {.url = absl::StrCat("sqlite:", deployment_.folder(), "/data/identity.db")});
  ASSERT_TRUE(database.ok()) << database.status();
  const auto tampered = (*database)->Write("test", [](sql::Session& tx) {
    absl::Status done = tx.Execute("DROP TRIGGER audit_entries_refuses_UPDATE", {}).status();
    if (!done.ok()) return done;
    return tx.Execute("UPDATE audit_entries SET actor = 'officers/0' WHERE seq = 3", {}).status();
  });
  ASSERT_TRUE(tampered.ok()) << tampered;
  database->reset();
  const Ran bad = VerifyAudit();
  EXPECT_EQ(bad.code, 1) << bad.output;
  EXPECT_THAT(bad.output, HasSubstr("entry 3 was changed"));
}

TEST_P(AuditTest, ACommandThatIsNoneIsNotRun) {
  Ran ran = VerifyAudit("nonsense");
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.output, HasSubstr("SEQ:HASH"));
  FILE* pipe = popen(TANCUA_BIN_DIR "/tancua-identity verify-nothing 2>/dev/null", "r");
  EXPECT_EQ(WEXITSTATUS(pclose(pipe)), 2);
}

}  // namespace
}  // namespace tancua
