// People without a smartphone, and officers who move: what one service records and another shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "common/http/client.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using nlohmann::json;
using partner::Answer;
using testing::Deployment;
using ::testing::HasSubstr;
using ::testing::Not;

// The invented person whose paper is seen; nobody of the simulator.
constexpr char kNumber[] = "079151001234";
constexpr char kName[] = "Nguyễn Thị Sáu Mươi";
constexpr char kPhone[] = "0903123457";  // odd: no Zalo

std::string Today() {
  return absl::FormatTime("%Y-%m-%d", absl::Now(), absl::FixedTimeZone(7 * 60 * 60));
}

class AssistanceTest : public ::testing::TestWithParam<Deployment::Shape> {
 protected:
  void SetUp() override {
    ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs();
    client_ = std::make_unique<partner::Client>(deployment_.endpoints());
  }

  Answer Post(const std::string& path, json body, const std::string& token) {
    body["requestId"] = partner::NewRequestId();
    return client_->Post(path, body, token);
  }
  Answer Patch(const std::string& path, const json& body, const std::string& token) {
    return Send("PATCH", path, body.dump(), token);
  }
  Answer Delete(const std::string& name, const std::string& token) {
    return Send("DELETE", absl::StrCat("/v1/", name, "?requestId=", partner::NewRequestId()), "",
                token);
  }
  Answer Send(const std::string& method, const std::string& path, const std::string& body,
              const std::string& token) {
    const auto response =
        http_.Send({.method = method,
                    .url = deployment_.endpoints().gateway + path,
                    .headers = {{"Content-Type", "application/json"},
                                {"Authorization", absl::StrCat("Bearer ", token)}},
                    .body = body});
    EXPECT_TRUE(response.ok()) << response.status();
    return {.status = response->status, .body = json::parse(response->body, nullptr, false)};
  }
  std::string Helper() { return client_->SignIn("staff", "helper.27442").access_token; }
  Answer SeePaper(const std::string& helper) {
    return Post("/v1/assistedVerifications",
                {{"ward", "wards/27442"},
                 {"person",
                  {{"citizenNumber", kNumber},
                   {"displayName", kName},
                   {"birthDate", "1951-02-03"},
                   {"sex", "FEMALE"},
                   {"phone", kPhone}}},
                 {"paperSeen", "CARD_CHIP_READ"},
                 {"place", "Điểm hỗ trợ khu phố 3"},
                 {"deviceId", "tablet-07"},
                 {"confirmation", "ONE_TIME_CODE"}},
                helper);
  }
  // The code that reached the phone; "" when none did.
  std::string CodeOnThePhone() {
    constexpr std::string_view kBefore = "Ma xac nhan ";
    constexpr std::size_t kDigits = 6;
    const auto messages =
        partner::AwaitMessages(*client_, std::string(kBefore), 1, absl::Seconds(20));
    if (messages.empty()) return "";
    EXPECT_EQ(messages.back().rung, "SMS");
    const std::string& text = messages.back().text;
    return text.substr(text.find(kBefore) + kBefore.size(), kDigits);
  }
  // Asks again until `good` or twenty seconds have passed: figures follow by event.
  Answer GetUntil(const std::string& path, const std::function<bool(const json&)>& good) {
    const absl::Time deadline = absl::Now() + absl::Seconds(20);
    Answer answer = client_->Get(path);
    while (answer.ok() && !good(answer.body) && absl::Now() < deadline) answer = client_->Get(path);
    return answer;
  }
  std::string Refreshed(partner::Session& session) {
    const Answer answer =
        client_->Post("/v1/tokens:refresh", {{"refreshToken", session.refresh_token}});
    EXPECT_TRUE(answer.ok()) << answer.body;
    session = {answer.Text("accessToken"), answer.Text("refreshToken")};
    return session.access_token;
  }
  std::vector<std::string> TasksOf(partner::Session& session) {
    const Answer list = client_->Get("/v1/dossiers?position=mine", Refreshed(session));
    EXPECT_TRUE(list.ok()) << list.body;
    std::vector<std::string> names;
    for (const json& dossier : list.body.value("dossiers", json::array())) {
      names.push_back(dossier.value("name", ""));
    }
    return names;
  }
  void ExpectNowhere(const std::string& text) {
    EXPECT_THAT(deployment_.Logs(), Not(HasSubstr(text)));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(deployment_.folder())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      EXPECT_EQ(bytes.find(text), std::string::npos) << text << " in " << entry.path();
    }
  }

  Deployment deployment_{GetParam()};
  std::unique_ptr<partner::Client> client_;
  http::Client http_;
};

INSTANTIATE_TEST_SUITE_P(Shapes, AssistanceTest,
                         ::testing::Values(Deployment::Shape::kSuite, Deployment::Shape::kServices),
                         [](const auto& info) {
                           return info.param == Deployment::Shape::kSuite ? "Suite" : "Services";
                         });

TEST_P(AssistanceTest, ACitizenWithoutASmartphoneFilesAtANeighbourhoodPoint) {
  const std::string helper = Helper();
  const Answer seen = SeePaper(helper);
  ASSERT_TRUE(seen.ok()) << seen.body;
  const std::string code = CodeOnThePhone();
  ASSERT_EQ(code.size(), 6u) << deployment_.Logs();
  const std::string confirm = absl::StrCat("/v1/", seen.Text("name"), ":confirm");
  const std::string wrong = code == "000000" ? "000001" : "000000";
  EXPECT_EQ(client_->Post(confirm, {{"code", wrong}}, helper).reason(), "ONE_TIME_CODE_WRONG");

  const Answer confirmed = client_->Post(confirm, {{"code", code}}, helper);

  ASSERT_TRUE(confirmed.ok()) << confirmed.body;
  const std::string token = confirmed.Text("accessToken");
  EXPECT_EQ(client_->Get("/v1/dossiers", token).reason(), "ASSISTED_NOT_ALLOWED");
  const json procedure = client_->Get("/v1/procedures/1.014027").body;
  json application = partner::OnlineApplication(procedure, "wards/27442",
                                                partner::UploadPapers(*client_, procedure, token));
  application["channel"] = "NEIGHBOURHOOD_POINT";
  const Answer filed = client_->Post("/v1/dossiers", application, token);
  ASSERT_TRUE(filed.ok()) << filed.body;
  EXPECT_EQ(filed.body["assistance"]["verification"], seen.Text("name"));
  EXPECT_EQ(filed.body["assistance"]["assistant"], seen.Text("assistant"));
  EXPECT_EQ(filed.body["assistance"]["paperSeen"], "CARD_CHIP_READ");

  const Answer figures =
      GetUntil(absl::StrCat("/v1/wards/27442/statistics?from=", Today(), "&to=", Today()),
               [](const json& body) { return body["assisted"]["denominator"] == "1"; });
  EXPECT_EQ(figures.body["assisted"]["numerator"], "1") << figures.body;

  const Answer activation = Post("/v1/activations",
                                 {{"ward", "wards/27442"},
                                  {"quarter", "kp-03"},
                                  {"level", 1},
                                  {"team", "to-03"},
                                  {"evidence", seen.Text("name")}},
                                 helper);
  ASSERT_TRUE(activation.ok()) << activation.body;
  const Answer activations =
      GetUntil(absl::StrCat("/v1/wards/27442/activationStatistics?from=", Today(), "&to=", Today()),
               [](const json& body) { return body["total"]["level1"] == "1"; });
  EXPECT_EQ(activations.body["quarters"][0]["quarter"], "kp-03") << activations.body;

  EXPECT_THAT(deployment_.Logs(), Not(HasSubstr(code)));
  for (const char* personal : {kNumber, kName, "903123457"}) ExpectNowhere(personal);
}

TEST_P(AssistanceTest, ACitizenWithoutASmartphoneAsksAtTheCounterForTheirData) {
  const std::string clerk = client_->SignIn("staff", "clerk.27442").access_token;
  const std::string admin = client_->SignIn("staff", "admin.27442").access_token;
  const std::string other = client_->SignIn("staff", "admin.26944").access_token;
  const Answer seen = SeePaper(clerk);
  ASSERT_TRUE(seen.ok()) << seen.body;
  const Answer confirmed = client_->Post(absl::StrCat("/v1/", seen.Text("name"), ":confirm"),
                                         {{"code", CodeOnThePhone()}}, clerk);
  ASSERT_TRUE(confirmed.ok()) << confirmed.body;
  const std::string token = confirmed.Text("accessToken");
  const json asked = {{"type", "CORRECT"}, {"description", "Sai ngày sinh"}};

  json elsewhere = asked;
  elsewhere["ward"] = "wards/26944";
  EXPECT_EQ(Post("/v1/dataRequests", elsewhere, token).reason(), "OTHER_WARD");
  json here = asked;
  here["ward"] = "wards/27442";
  const Answer made = Post("/v1/dataRequests", here, token);

  ASSERT_TRUE(made.ok()) << made.body;
  EXPECT_EQ(made.Text("channel"), "COUNTER");
  EXPECT_EQ(made.Text("registrar"), seen.Text("assistant"));
  EXPECT_EQ(made.Text("assistance"), seen.Text("name"));
  EXPECT_FALSE(made.Text("dueExplanation").empty());
  const std::string path = absl::StrCat("/v1/", made.Text("name"));
  EXPECT_EQ(client_->Get(path, token).reason(), "ASSISTED_NOT_ALLOWED");
  EXPECT_EQ(client_->Get(path, other).reason(), "DATA_REQUEST_NOT_FOUND");
  EXPECT_TRUE(Post(path + ":acknowledge", json::object(), admin).ok());
  const Answer decided =
      Post(path + ":decide", {{"decision", "REFUSED"}, {"reason", "Giấy tờ ghi đúng"}}, admin);
  EXPECT_EQ(decided.Text("state"), "REFUSED") << decided.body;
  EXPECT_EQ(client_->Get(path, admin).Text("description"), "Sai ngày sinh");
  ExpectNowhere("Sai ngày sinh");
}

TEST_P(AssistanceTest, AHelperOfANeighbourhoodPointRegistersNoRequest) {
  const std::string helper = Helper();
  const Answer seen = SeePaper(helper);
  const Answer confirmed = client_->Post(absl::StrCat("/v1/", seen.Text("name"), ":confirm"),
                                         {{"code", CodeOnThePhone()}}, helper);
  ASSERT_TRUE(confirmed.ok()) << confirmed.body;
  EXPECT_EQ(Post("/v1/dataRequests", {{"type", "VIEW"}, {"ward", "wards/27442"}},
                 confirmed.Text("accessToken"))
                .reason(),
            "ASSISTED_NOT_ALLOWED");
}

TEST_P(AssistanceTest, TheTasksOfAPositionGoToWhoeverHoldsIt) {
  const std::string admin = client_->SignIn("staff", "admin.27442").access_token;
  ASSERT_TRUE(Post("/v1/wards/27442/units",
                   {{"unitId", "mot-cua"}, {"unit", {{"title", "Bộ phận một cửa"}}}}, admin)
                  .ok());
  for (const char* id : {"chuyen-vien-1", "chuyen-vien-2"}) {
    const Answer position = Post("/v1/wards/27442/positions",
                                 {{"positionId", id},
                                  {"position",
                                   {{"unit", "wards/27442/units/mot-cua"},
                                    {"title", "Chuyên viên thụ lý"},
                                    {"roles", json::array({"specialist"})}}}},
                                 admin);
    ASSERT_TRUE(position.ok()) << position.body;
  }
  const std::string position = "wards/27442/positions/chuyen-vien-1";
  Answer signed_in;
  partner::Session one = client_->SignIn("staff", "specialist.27442", &signed_in);
  const std::string first = signed_in.body["officer"]["name"];
  partner::Session other = client_->SignIn("staff", "clerk.27442", &signed_in);
  const std::string second = signed_in.body["officer"]["name"];
  const std::string assign = absl::StrCat("/v1/", position, ":assign");
  ASSERT_TRUE(Post(assign, {{"officer", first}}, admin).ok());

  // Given: a dossier that is the task of the position.
  const std::string citizen = client_->SignIn("vneid", "p01").access_token;
  const json procedure = client_->Get("/v1/procedures/1.014027").body;
  const Answer filed =
      client_->Post("/v1/dossiers",
                    partner::OnlineApplication(procedure, "wards/27442",
                                               partner::UploadPapers(*client_, procedure, citizen)),
                    citizen);
  ASSERT_TRUE(filed.ok()) << filed.body;
  const std::string dossier = filed.Text("name");
  const std::string clerk = Refreshed(other);
  ASSERT_TRUE(partner::Act(*client_, dossier, "accept", clerk).ok());
  const Answer handed =
      Post(absl::StrCat("/v1/", dossier, ":assign"), {{"position", position}}, clerk);
  ASSERT_TRUE(handed.ok()) << handed.body;
  EXPECT_THAT(TasksOf(one), ::testing::ElementsAre(dossier));
  EXPECT_THAT(TasksOf(other), ::testing::IsEmpty());

  // When: the first officer moves on, the second takes the position.
  const Answer moved = Post(absl::StrCat("/v1/", first, ":move"),
                            {{"position", "wards/27442/positions/chuyen-vien-2"}}, admin);
  ASSERT_TRUE(moved.ok()) << moved.body;
  ASSERT_TRUE(Post(assign, {{"officer", second}}, admin).ok());

  // Then
  EXPECT_THAT(TasksOf(one), ::testing::IsEmpty());
  EXPECT_THAT(TasksOf(other), ::testing::ElementsAre(dossier));
  const Answer proposed =
      partner::Act(*client_, dossier, "submitForApproval", Refreshed(other), "Đủ điều kiện");
  EXPECT_TRUE(proposed.ok()) << "the specialist's role came with the position: " << proposed.body;

  // And: a change by mask, as REST sends it.
  const Answer renamed = Patch(
      absl::StrCat("/v1/", first, "?updateMask=displayName&requestId=", partner::NewRequestId()),
      {{"displayName", "Đặng Hữu Sơn Hà"}}, admin);
  EXPECT_EQ(renamed.Text("displayName"), "Đặng Hữu Sơn Hà") << renamed.body;

  // And: an officer who is deactivated is out.
  ASSERT_TRUE(Post(absl::StrCat("/v1/", first, ":deactivate"), json::object(), admin).ok());
  EXPECT_EQ(client_->Post("/v1/tokens:refresh", {{"refreshToken", one.refresh_token}}).reason(),
            "REFRESH_TOKEN_INVALID");

  // And: the position that they held can go, and no task goes there any more.
  const std::string left = "wards/27442/positions/chuyen-vien-2";
  EXPECT_EQ(Delete(position, admin).reason(), "POSITION_HELD");
  const Answer removed = Delete(left, admin);
  ASSERT_TRUE(removed.ok()) << removed.body;
  EXPECT_EQ(client_->Get(absl::StrCat("/v1/", left), admin).reason(), "POSITION_NOT_FOUND");
  EXPECT_EQ(Post(absl::StrCat("/v1/", dossier, ":assign"), {{"position", left}}, Refreshed(other))
                .reason(),
            "POSITION_UNKNOWN");
}

}  // namespace
}  // namespace tancua
