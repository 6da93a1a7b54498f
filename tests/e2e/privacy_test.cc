// What a person may ask about their data, through the whole suite.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <functional>

#include "absl/time/clock.h"
#include "common/http/client.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using nlohmann::json;
using testing::Deployment;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kWard[] = "27442";
constexpr char kPhone[] = "906470910";
constexpr char kName[] = "Ngọc Lan";
constexpr char kComment[] = "Chỗ ngồi chờ thoáng mát";
constexpr char kProcedure[] = "1.014027";

class PrivacyTest : public ::testing::TestWithParam<Deployment::Shape> {
 protected:
  void SetUp() override { ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs(); }

  // Polls: what is awaited comes by events.
  static bool Await(const std::function<bool()>& done) {
    for (const absl::Time end = absl::Now() + absl::Seconds(30); absl::Now() < end;) {
      if (done()) return true;
      absl::SleepFor(absl::Milliseconds(100));
    }
    return false;
  }
  json Post(const std::string& path, json body, const partner::Session& caller) {
    body["requestId"] = partner::NewRequestId();
    const auto answer = client_.Post(path, body, caller.access_token);
    EXPECT_TRUE(answer.ok()) << path << ": " << answer.body.dump();
    return answer.body;
  }
  json Get(const std::string& path, const partner::Session& caller) {
    const auto answer = client_.Get(path, caller.access_token);
    EXPECT_TRUE(answer.ok()) << path << ": " << answer.body.dump();
    return answer.body;
  }

  // A dossier of the citizen from filing to return, its survey answered with a comment.
  void LiveThroughADossier() {
    const json procedure = client_.Get(std::string("/v1/procedures/") + kProcedure).body;
    const json papers = partner::UploadPapers(client_, procedure, citizen_.access_token);
    const json filed = Post(
        "/v1/dossiers",
        partner::OnlineApplication(procedure, std::string("wards/") + kWard, papers), citizen_);
    dossier_ = filed.value("name", "");
    for (const auto& [verb, officer] : {std::pair{"accept", staff_.clerk},
                                        {"submitForApproval", staff_.specialist},
                                        {"approve", staff_.leader},
                                        {"return", staff_.clerk}}) {
      ASSERT_TRUE(partner::Act(client_, dossier_, verb, officer.access_token).ok()) << verb;
    }
    const std::string code = dossier_.substr(std::string("dossiers/").size());
    std::string token;
    for (const auto& message : partner::AwaitMessages(client_, code, 6, absl::Seconds(30))) {
      if (auto found = partner::SurveyTokenIn(message.text); !found.empty()) token = found;
    }
    ASSERT_FALSE(token.empty()) << deployment_.Logs();
    const auto answered = client_.Post(
        "/v1/surveys/" + token + ":answer",
        {{"answers", {{{"questionId", "overall"}, {"score", 5}}}}, {"comment", kComment}});
    ASSERT_TRUE(answered.ok()) << answered.body.dump();
  }

  json Export() { return Get("/v1/citizens/me:export", citizen_); }

  std::string ExportPdf() {
    http::Client http;
    const auto answer =
        http.Send({.url = client_.endpoints().gateway + "/v1/citizens/me:exportPdf",
                   .headers = {{"Authorization", "Bearer " + citizen_.access_token}},
                   .timeout = absl::Seconds(30)});
    EXPECT_TRUE(answer.ok()) << answer.status();
    EXPECT_EQ(answer->status, 200);
    for (const auto& [name, value] : answer->headers) {
      if (name == "content-type") {
        EXPECT_EQ(value, "application/pdf");
      }
    }
    return answer->body;
  }
  std::string TextOf(const std::string& pdf) {
    const std::string path = deployment_.folder() + "/export.pdf";
    std::ofstream(path, std::ios::binary) << pdf;
    FILE* pipe = popen(("pdftotext -layout " + path + " -").c_str(), "r");
    std::string text;
    char buffer[4096];
    while (const std::size_t size = std::fread(buffer, 1, sizeof(buffer), pipe)) {
      text.append(buffer, size);
    }
    EXPECT_EQ(pclose(pipe), 0);
    std::remove(path.c_str());
    return text;
  }

  // Messages about the dossier as the ward's officers see them.
  json Messages() {
    return Get("/v1/" + dossier_ + "/messages", staff_.clerk).value("messages", json::array());
  }

  Deployment deployment_{GetParam()};
  partner::Client client_{deployment_.endpoints()};
  partner::Session citizen_;
  partner::Staff staff_;
  std::string dossier_;
};

INSTANTIATE_TEST_SUITE_P(Shapes, PrivacyTest,
                         ::testing::Values(Deployment::Shape::kSuite, Deployment::Shape::kServices),
                         [](const auto& info) {
                           return info.param == Deployment::Shape::kSuite ? "Suite" : "Services";
                         });

TEST_P(PrivacyTest, APersonSeesAgreesWithdrawsAndIsForgotten) {
  citizen_ = client_.SignIn("vneid", "p01");
  staff_ = partner::SignInStaff(client_, kWard);
  ASSERT_NO_FATAL_FAILURE(LiveThroughADossier());

  // Given: everything about them, as data and as a document.
  ASSERT_TRUE(Await([&] { return Export().dump().find(kComment) != std::string::npos; }));
  const std::string exported = Export().dump();
  for (const char* held : {kPhone, kName, "dossier_returned", kComment}) {
    EXPECT_THAT(exported, HasSubstr(held));
  }
  EXPECT_THAT(exported, HasSubstr(dossier_.substr(std::string("dossiers/").size())));
  const std::string document = TextOf(ExportPdf());
  for (const char* held : {kPhone, kName, kComment, "Đã trả kết quả", "Tin nhắn"}) {
    EXPECT_THAT(document, HasSubstr(held));
  }

  // A consent, and its end.
  json purpose;
  const json purposes = client_.Get("/v1/purposes").body;
  for (const json& listed : purposes["purposes"]) {
    if (listed["purposeId"] == "outreach") purpose = listed;
  }
  const json consent = Post("/v1/consents",
                            {{"citizen", "citizens/me"},
                             {"purposeId", "outreach"},
                             {"textVersion", purpose["textVersion"]},
                             {"agreed", true}},
                            citizen_);
  EXPECT_EQ(consent["textSha256"], purpose["textSha256"]);
  const json withdrawn =
      Post("/v1/" + consent.value("name", "") + ":withdraw", json::object(), citizen_);
  EXPECT_TRUE(withdrawn.contains("withdrawTime"));

  // When: they ask to be forgotten, and the ward's administrator grants it.
  const json asked = Post("/v1/dataRequests",
                          {{"type", "DELETE"},
                           {"ward", std::string("wards/") + kWard},
                           {"description", "Đề nghị xóa dữ liệu của tôi"}},
                          citizen_);
  const std::string request = "/v1/" + asked.value("name", "");
  EXPECT_FALSE(Messages().empty());
  Post(request + ":acknowledge", json::object(), staff_.admin);
  Post(request + ":decide",
       {{"decision", "PARTLY_GRANTED"},
        {"reason", "Hồ sơ phải lưu trữ"},
        {"kept", json::array({{{"title", "Hồ sơ thủ tục hành chính"},
                               {"reason", "Đang trong thời hạn lưu trữ"},
                               {"legalBasis", "Luật Lưu trữ 33/2024/QH15"}}})}},
       staff_.admin);

  // Then: every service reports, and neither phone nor comment is left where it was.
  ASSERT_TRUE(Await([&] {
    const json shown = Get(request, staff_.admin);
    int complete = 0;
    for (const json& erasure : shown["erasures"]) complete += erasure.contains("completeTime");
    return complete == 5;
  })) << Get(request, staff_.admin).dump();
  EXPECT_TRUE(Messages().empty());
  const json kept = Get("/v1/" + dossier_, staff_.leader);
  EXPECT_THAT(kept.dump(), Not(HasSubstr(kPhone)));
  EXPECT_THAT(kept.dump(), HasSubstr(kName));

  // The old token is nobody's; a new sign-in is somebody new, who sees the kept file only.
  EXPECT_EQ(client_.Get("/v1/citizens/me", citizen_.access_token).reason(), "CITIZEN_NOT_FOUND");
  citizen_ = client_.SignIn("vneid", "p01");
  const json again = Export();
  for (const json& section : again["sections"]) {
    if (section["service"] == "identity") continue;
    EXPECT_THAT(section.dump(), Not(HasSubstr(kPhone)));
    EXPECT_THAT(section.dump(), Not(HasSubstr(kComment)));
  }
  EXPECT_NE(again["citizen"], asked["citizen"]);
}

}  // namespace
}  // namespace tancua
