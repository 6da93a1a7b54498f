// What a caller does wrong gets one clear error and changes nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using nlohmann::json;
using partner::Answer;

class BadInput : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    deployment_ = new testing::Deployment(testing::Deployment::Shape::kSuite);
    ASSERT_TRUE(deployment_->Start().ok()) << deployment_->Logs();
    client_ = new partner::Client(deployment_->endpoints());
    citizen_ = new partner::Session(client_->SignIn("vneid", "p01"));
    procedure_ = new json(client_->Get("/v1/procedures/1.014027").body);
    ASSERT_FALSE(citizen_->access_token.empty());
  }
  static void TearDownTestSuite() {
    EXPECT_EQ(deployment_->process("suite").Terminate(), 0);
    delete procedure_;
    delete citizen_;
    delete client_;
    delete deployment_;
  }

  // A filing that would be accepted; tests spoil one thing.
  static json Application() {
    return partner::OnlineApplication(
        *procedure_, "wards/27442",
        partner::UploadPapers(*client_, *procedure_, citizen_->access_token));
  }
  static Answer File(const json& application) {
    return client_->Post("/v1/dossiers", application, citizen_->access_token);
  }
  static std::size_t OwnDossiers() {
    Answer list = client_->Get("/v1/dossiers?pageSize=1000", citizen_->access_token);
    return list.body.value("dossiers", json::array()).size();
  }

  // The one form of every error.
  static void ExpectError(const Answer& answer, int status, const std::string& reason,
                          const std::string& field = "") {
    ASSERT_TRUE(answer.body.is_object()) << answer.status;
    const json error = answer.body.value("error", json::object());
    EXPECT_EQ(answer.status, status) << answer.body;
    EXPECT_EQ(error.value("code", 0), status);
    EXPECT_EQ(error.value("reason", ""), reason) << answer.body;
    EXPECT_EQ(error.value("field", ""), field) << answer.body;
    EXPECT_FALSE(error.value("message", "").empty());
    EXPECT_FALSE(error.value("errorId", "").empty());
    EXPECT_FALSE(error.value("status", "").empty());
  }
  static void ExpectRefused(const json& application, int status, const std::string& reason,
                            const std::string& field) {
    const std::size_t before = OwnDossiers();
    ExpectError(File(application), status, reason, field);
    EXPECT_EQ(OwnDossiers(), before);
  }

  static testing::Deployment* deployment_;
  static partner::Client* client_;
  static partner::Session* citizen_;
  static json* procedure_;
};

testing::Deployment* BadInput::deployment_ = nullptr;
partner::Client* BadInput::client_ = nullptr;
partner::Session* BadInput::citizen_ = nullptr;
json* BadInput::procedure_ = nullptr;

TEST_F(BadInput, MalformedJson) {
  ExpectError(client_->Post("/v1/dossiers", json("{\"requestId\": "), citizen_->access_token), 400,
              "JSON_MALFORMED", "requestId");
}

TEST_F(BadInput, UnknownField) {
  json application = Application();
  application["colour"] = "red";
  ExpectRefused(application, 400, "FIELD_UNKNOWN", "colour");
}

TEST_F(BadInput, MissingRequestId) {
  json application = Application();
  application.erase("requestId");
  ExpectRefused(application, 400, "REQUEST_ID_INVALID", "requestId");
}

TEST_F(BadInput, UnknownProcedure) {
  json application = Application();
  application["procedure"] = "procedures/9.999999";
  ExpectRefused(application, 404, "PROCEDURE_UNKNOWN", "procedure");
}

TEST_F(BadInput, UnknownWard) {
  json application = Application();
  application["ward"] = "wards/99999";
  ExpectRefused(application, 404, "WARD_UNKNOWN", "ward");
}

TEST_F(BadInput, MissingPaper) {
  json application = Application();
  application["papers"] = json::array();
  ExpectRefused(application, 400, "PAPER_MISSING", "papers");
}

TEST_F(BadInput, MalformedPhone) {
  json application = Application();
  application["applicant"] = {{"phone", "0123456789"}};
  ExpectRefused(application, 400, "APPLICANT_INVALID", "applicant.phone");
}

TEST_F(BadInput, MalformedCitizenNumberAtTheCounter) {
  const auto staff = partner::SignInStaff(*client_, "27442");
  json application = Application();
  application["channel"] = "COUNTER";
  application["applicant"] = {
      {"displayName", "Trần Thị Bưởi"}, {"citizenNumber", "07920400123"}, {"phone", "0903123456"}};

  Answer answer = client_->Post("/v1/dossiers", application, staff.clerk.access_token);

  ExpectError(answer, 400, "APPLICANT_INVALID", "applicant.citizenNumber");
}

TEST_F(BadInput, ExecutableRenamedToPdf) {
  ExpectError(client_->Upload(std::string("MZ\x90\0\3\0\0\0", 8), "application/pdf",
                              citizen_->access_token),
              400, "ATTACHMENT_TYPE_REFUSED", "content");
}

TEST_F(BadInput, OversizedUpload) {
  std::string big = partner::SamplePdf();
  big.append(std::size_t{21} << 20, ' ');

  Answer answer = client_->Upload(std::move(big), "application/pdf", citizen_->access_token);

  EXPECT_EQ(answer.reason(), "ATTACHMENT_TOO_LARGE") << answer.body;
}

TEST_F(BadInput, NoToken) {
  ExpectError(client_->Post("/v1/dossiers", Application()), 401, "UNAUTHENTICATED");
}

TEST_F(BadInput, ForgedToken) {
  std::string forged = citizen_->access_token;
  forged[forged.size() - 10] = forged[forged.size() - 10] == 'A' ? 'B' : 'A';
  ExpectError(client_->Get("/v1/dossiers", forged), 401, "TOKEN_INVALID");
}

TEST_F(BadInput, CitizenOfLevel1) {
  Answer answer;
  const auto session = client_->SignIn("vneid", "p41", &answer);
  EXPECT_TRUE(session.access_token.empty());
  EXPECT_EQ(answer.reason(), "IDENTITY_LEVEL_TOO_LOW") << answer.body;
}

TEST_F(BadInput, OfficerOfAnotherWard) {
  Answer filed = File(Application());
  ASSERT_TRUE(filed.ok()) << filed.body;
  const auto others = partner::SignInStaff(*client_, "26944");

  Answer accepted = partner::Act(*client_, filed.Text("name"), "accept", others.clerk.access_token);
  Answer read = client_->Get("/v1/" + filed.Text("name"), others.clerk.access_token);

  ExpectError(accepted, 403, "OTHER_WARD");
  ExpectError(read, 403, "OTHER_WARD");
}

TEST_F(BadInput, AnotherCitizen) {
  Answer filed = File(Application());
  const auto other = client_->SignIn("vneid", "p03");

  ExpectError(client_->Get("/v1/" + filed.Text("name"), other.access_token), 403, "OTHER_WARD");
}

TEST_F(BadInput, UnknownPathAndMethod) {
  ExpectError(client_->Get("/v1/nothing"), 404, "ROUTE_NOT_FOUND");
  ExpectError(client_->Post("/v1/procedures", json::object()), 405, "METHOD_NOT_ALLOWED");
}

TEST_F(BadInput, RequestIdRepeatedWithTheSameAndWithAnotherBody) {
  json application = Application();
  Answer first = File(application);
  Answer again = File(application);
  application["applicant"] = {{"phone", "0903123456"}};
  Answer other = File(application);

  ASSERT_TRUE(first.ok()) << first.body;
  EXPECT_EQ(first.body, again.body);
  ExpectError(other, 409, "REQUEST_ID_REUSED", "requestId");
}

TEST_F(BadInput, TenParallelRepeatsMakeOneDossier) {
  const std::size_t before = OwnDossiers();
  const json application = Application();
  std::vector<Answer> answers(10);

  std::vector<std::thread> threads;
  for (auto& answer : answers) threads.emplace_back([&] { answer = File(application); });
  for (auto& thread : threads) thread.join();

  for (const auto& answer : answers) {
    EXPECT_TRUE(answer.ok()) << answer.body;
    EXPECT_EQ(answer.body, answers[0].body);
  }
  EXPECT_EQ(OwnDossiers(), before + 1);
}

TEST_F(BadInput, WrongStateAndWrongRole) {
  Answer filed = File(Application());
  const auto staff = partner::SignInStaff(*client_, "27442");
  const std::string name = filed.Text("name");

  ExpectError(partner::Act(*client_, name, "return", staff.clerk.access_token), 400,
              "DOSSIER_WRONG_STATE");
  ExpectError(partner::Act(*client_, name, "approve", staff.clerk.access_token), 403,
              "ROLE_MISSING");
}

}  // namespace
}  // namespace tancua
