#include "common/rpc/pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/crypto/digest.h"
#include "common/jose/jwt.h"
#include "common/log/log.h"
#include "common/rpc/grpc_server.h"
#include "common/rpc/local_invoker.h"
#include "common/status/error.h"
#include "nlohmann/json.hpp"
#include "tancua/notification/v1/notification_service.pb.h"
#include "tancua/survey/v1/survey_service.pb.h"

namespace tancua::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace survey = survey::v1;
namespace notification = notification::v1;

struct Deps {
  Call seen;
};

constexpr status::Kind kSurveyClosed{"SURVEY_CLOSED", absl::StatusCode::kFailedPrecondition,
                                     "Khảo sát đã đóng.", "For this test."};

absl::StatusOr<survey::Survey> GetSurvey(Deps& deps, const Call& call,
                                         const survey::GetSurveyRequest& request) {
  deps.seen = call;
  if (request.name() == "surveys/closed") {
    return status::Error(kSurveyClosed, {.field = "name", .metadata = {{"state", "CLOSED"}}});
  }
  if (request.name() == "surveys/broken") return absl::InternalError("disk 079204001234 is full");
  survey::Survey survey;
  survey.set_name(request.name());
  return survey;
}

absl::StatusOr<survey::Survey> AnswerSurvey(Deps&, const Call&,
                                            const survey::AnswerSurveyRequest&) {
  return survey::Survey();
}

absl::StatusOr<notification::ListMessagesResponse> ListMessages(
    Deps& deps, const Call& call, const notification::ListMessagesRequest&) {
  deps.seen = call;
  return notification::ListMessagesResponse();
}

const google::protobuf::MethodDescriptor& MethodNamed(const char* name) {
  return *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
}

// The same expectations hold within the process and over gRPC.
class PipelineTest : public ::testing::TestWithParam<bool> {
 protected:
  PipelineTest()
      : signer_(*jose::Signer::FromPem(jose::GenerateEs256Pem(), "k1")),
        authenticator_(clock_,
                       [this]() -> absl::StatusOr<std::string> {
                         ++fetches_;
                         return nlohmann::json{{"keys", {signer_.PublicJwk()}}}.dump();
                       }),
        metrics_(registry_),
        pipeline_(ids_, authenticator_, metrics_, 8) {
    Service surveys("tancua.survey.v1.SurveyService");
    surveys.Unary("GetSurvey", deps_, GetSurvey).Unary("AnswerSurvey", deps_, AnswerSurvey);
    Service messages("tancua.notification.v1.NotificationService");
    messages.Unary("ListMessages", deps_, ListMessages);
    EXPECT_TRUE(pipeline_.Add(std::move(surveys)).ok());
    EXPECT_TRUE(pipeline_.Add(std::move(messages)).ok());
    if (GetParam()) {
      server_ = *GrpcServer::Start({.address = "127.0.0.1"}, pipeline_);
      server_->SetServing(true);
      invoker_ = NewRemoteInvoker("127.0.0.1:" + std::to_string(server_->port()));
    } else {
      invoker_ = std::make_unique<LocalInvoker>(pipeline_);
    }
  }
  ~PipelineTest() override {
    invoker_.reset();
    if (server_) server_->Drain(absl::Now());
  }

  absl::Status Get(const std::string& name, const Metadata& metadata = {}) {
    survey::GetSurveyRequest request;
    request.set_name(name);
    return invoker_->Unary(MethodNamed("tancua.survey.v1.SurveyService.GetSurvey"), metadata,
                           absl::Now() + absl::Seconds(10), request, survey_);
  }

  absl::Status List(const Metadata& metadata, const std::string& dossier = "") {
    notification::ListMessagesRequest request;
    request.set_parent(dossier);
    notification::ListMessagesResponse response;
    return invoker_->Unary(MethodNamed("tancua.notification.v1.NotificationService.ListMessages"),
                           metadata, absl::Now() + absl::Seconds(10), request, response);
  }

  Metadata Token(const nlohmann::json& claims = nlohmann::json::object()) {
    nlohmann::json all{{"iss", "tancua"},
                       {"aud", "tancua"},
                       {"sub", "officers/1"},
                       {"kind", "officer"},
                       {"ward", "wards/27442"},
                       {"roles", {"leader"}},
                       {"iat", absl::ToUnixSeconds(clock_.Now())},
                       {"exp", absl::ToUnixSeconds(clock_.Now() + absl::Minutes(10))}};
    all.update(claims);
    return {{"authorization", "Bearer " + signer_.Sign(all)}};
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  RandomIds ids_{clock_};
  jose::Signer signer_;
  int fetches_ = 0;
  Authenticator authenticator_;
  prometheus::Registry registry_;
  RpcMetrics metrics_;
  Pipeline pipeline_;
  Deps deps_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<Invoker> invoker_;
  survey::Survey survey_;
};

INSTANTIATE_TEST_SUITE_P(Ways, PipelineTest, ::testing::Bool(),
                         [](const auto& way) { return way.param ? "OverGrpc" : "WithinProcess"; });

TEST_P(PipelineTest, AnswersAnonymousCallsWhereThePolicyAllowsThem) {
  EXPECT_TRUE(Get("surveys/a").ok());
  EXPECT_EQ(survey_.name(), "surveys/a");
  EXPECT_EQ(deps_.seen.traceparent.size(), 55u);
}

TEST_P(PipelineTest, CarriesABusinessErrorWhole) {
  absl::Status status = Get("surveys/closed");

  ASSERT_TRUE(status::Is(status, kSurveyClosed)) << status;
  auto described = status::Describe(status);
  EXPECT_EQ(described->detail.field, "name");
  EXPECT_EQ(described->detail.text_vi, "Khảo sát đã đóng.");
  EXPECT_THAT(described->detail.metadata, ::testing::Contains(::testing::Pair("state", "CLOSED")));
  EXPECT_THAT(described->detail.metadata, ::testing::Contains(::testing::Key("error_id")));
}

TEST_P(PipelineTest, KeepsTheCauseOfAnInternalErrorToTheLog) {
  log::Capture log;

  absl::Status status = Get("surveys/broken");

  EXPECT_TRUE(status::Is(status, status::kInternal));
  EXPECT_THAT(status.ToString(), Not(HasSubstr("disk")));
  EXPECT_THAT(log.Text(), HasSubstr("is full"));
  EXPECT_THAT(log.Text(), Not(HasSubstr("079204001234")));
}

TEST_P(PipelineTest, IsAStepBelowItsCallerInTheSameTrace) {
  const std::string caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

  ASSERT_TRUE(Get("surveys/a", {{"traceparent", caller}}).ok());
  EXPECT_THAT(deps_.seen.traceparent,
              ::testing::MatchesRegex("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00"));
  EXPECT_NE(deps_.seen.traceparent, caller);
  ASSERT_TRUE(Get("surveys/a", {{"traceparent", "00-079204001234"}}).ok());
  EXPECT_THAT(deps_.seen.traceparent, Not(HasSubstr("079204001234")));
}

TEST_P(PipelineTest, LogsOneLineForACallWithoutNamingAPerson) {
  log::Capture log;
  Metadata metadata = Token();
  metadata["traceparent"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  ASSERT_TRUE(List(metadata, "dossiers/H29.27442-261122-0001").ok());

  const auto line = nlohmann::json::parse(log.Text());
  EXPECT_EQ(line["event"], "rpc.call");
  EXPECT_EQ(line["trace"], "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(line["parent"], "00f067aa0ba902b7");
  EXPECT_EQ(line["method"], "tancua.notification.v1.NotificationService/ListMessages");
  EXPECT_EQ(line["code"], "OK");
  EXPECT_EQ(line["actor"], "OFFICER");
  EXPECT_EQ(line["ward"], "27442");
  EXPECT_EQ(line["dossier"], "dossiers/H29.27442-261122-0001");
  EXPECT_TRUE(line["took_us"].is_number());
  EXPECT_FALSE(line.contains("reason"));
  EXPECT_THAT(log.Text(), Not(HasSubstr("officers/1")));
}

TEST_P(PipelineTest, LogsWhyACallWasRefusedAndNotWhatCallersMadeUp) {
  log::Capture log;

  EXPECT_FALSE(List({}, "dossiers/Nguyễn Văn Đức 079204001234").ok());
  EXPECT_FALSE(Get("surveys/closed").ok());

  EXPECT_THAT(log.Text(), HasSubstr(R"("reason":"UNAUTHENTICATED")"));
  EXPECT_THAT(log.Text(), HasSubstr(R"("reason":"SURVEY_CLOSED")"));
  for (const char* personal : {"079204001234", "Nguyễn", "surveys/closed"}) {
    EXPECT_THAT(log.Text(), Not(HasSubstr(personal)));
  }
}

TEST_P(PipelineTest, RefusesACallWithoutATokenWhereOneIsNeeded) {
  EXPECT_TRUE(status::Is(List({}), status::kUnauthenticated));
}

TEST_P(PipelineTest, BelievesATokenOfItsIssuer) {
  ASSERT_TRUE(List(Token()).ok());

  EXPECT_TRUE(deps_.seen.caller.IsOfficer());
  EXPECT_EQ(deps_.seen.caller.subject, "officers/1");
  EXPECT_TRUE(deps_.seen.RequireWard("wards/27442").ok());
  EXPECT_TRUE(status::Is(deps_.seen.RequireWard("wards/26944"), status::kOtherWard));
}

TEST_P(PipelineTest, RefusesForgedExpiredAndForeignTokens) {
  const jose::Signer forger = *jose::Signer::FromPem(jose::GenerateEs256Pem(), "k1");
  Metadata forged{{"authorization", "Bearer " + forger.Sign({{"iss", "tancua"},
                                                             {"aud", "tancua"},
                                                             {"sub", "officers/1"},
                                                             {"kind", "officer"},
                                                             {"exp", 4'000'000'000}})}};

  EXPECT_TRUE(status::Is(List(forged), status::kTokenInvalid));
  EXPECT_TRUE(status::Is(List(Token({{"iss", "else"}})), status::kTokenInvalid));
  EXPECT_TRUE(status::Is(List(Token({{"aud", "else"}})), status::kTokenInvalid));
  EXPECT_TRUE(status::Is(List(Token({{"kind", "root"}})), status::kTokenInvalid));
  EXPECT_TRUE(status::Is(List({{"authorization", "Bearer x"}}), status::kTokenInvalid));
  EXPECT_TRUE(status::Is(List({{"authorization", "Basic eA=="}}), status::kTokenInvalid));
  EXPECT_TRUE(status::Is(Get("surveys/a", forged), status::kTokenInvalid));
}

TEST_P(PipelineTest, ForgetsARememberedTokenWhenItExpires) {
  const Metadata token = Token();
  ASSERT_TRUE(List(token).ok());

  clock_.Advance(absl::Minutes(11));

  EXPECT_TRUE(status::Is(List(token), status::kTokenExpired));
}

TEST_P(PipelineTest, FetchesTheKeysOnceForManyTokens) {
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(List(Token({{"jti", i}})).ok());

  EXPECT_EQ(fetches_, 1);
}

TEST_P(PipelineTest, RefusesAnotherKindOfActor) {
  EXPECT_TRUE(
      status::Is(List(Token({{"kind", "citizen"}, {"level", 2}})), status::kActorNotAllowed));
}

TEST_P(PipelineTest, CountsOutcomesByMethodAndCode) {
  EXPECT_TRUE(Get("surveys/a").ok());
  EXPECT_FALSE(Get("surveys/closed").ok());

  int counted = 0;
  for (const auto& family : registry_.Collect()) {
    if (family.name == "tancua_rpc_requests_total")
      counted = static_cast<int>(family.metric.size());
  }
  EXPECT_EQ(counted, 2);
}

TEST(Service, MustBindEveryMethod) {
  Deps deps;
  Service service("tancua.survey.v1.SurveyService");
  service.Unary("GetSurvey", deps, GetSurvey);

  EXPECT_THAT(service.Check().ToString(), HasSubstr("AnswerSurvey has no procedure"));
}

}  // namespace
}  // namespace tancua::rpc
