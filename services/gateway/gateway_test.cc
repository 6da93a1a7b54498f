#include "services/gateway/gateway.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "common/http/client.h"
#include "common/log/log.h"
#include "common/status/error.h"
#include "common/testing/certificates.h"
#include "common/tls/certificate.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "services/gateway/api_files.h"
#include "services/gateway/domain/errors.h"
#include "tancua/dossier/v1/dossier_service.pb.h"
#include "tancua/rest/v1/raw_body.pb.h"
#include "tancua/statistics/v1/statistics_service.pb.h"

namespace tancua::gateway {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using ::testing::HasSubstr;
using ::testing::Pair;
namespace dossier = dossier::v1;
using Json = nlohmann::json;

// Stands for every service: remembers what it was asked, answers what the test says.
class FakeInvoker final : public rpc::Invoker {
 public:
  absl::Status Unary(const MethodDescriptor& method, const rpc::Metadata& metadata,
                     absl::Time deadline, const Message& request, Message& response) override {
    Remember(method, metadata, deadline);
    asked = request.ShortDebugString();
    if (!error.ok()) return error;
    if (answer != nullptr) response.CopyFrom(*answer);
    return absl::OkStatus();
  }

  absl::Status ClientStreaming(const MethodDescriptor& method, const rpc::Metadata& metadata,
                               absl::Time deadline, rpc::MessageReader& requests,
                               Message& response) override {
    Remember(method, metadata, deadline);
    if (on_upload) on_upload();
    if (!error.ok()) return error;
    dossier::UploadAttachmentRequest request;
    while (true) {
      auto more = requests.Next(request);
      if (!more.ok()) return more.status();
      if (!*more) break;
      content_types.push_back(request.content().content_type());
      largest_piece = std::max(largest_piece, request.content().data().size());
      uploaded += request.content().data().size();
    }
    static_cast<dossier::Attachment&>(response).set_size_bytes(static_cast<std::int64_t>(uploaded));
    return absl::OkStatus();
  }

  absl::Status ServerStreaming(const MethodDescriptor& method, const rpc::Metadata& metadata,
                               absl::Time deadline, const Message& request,
                               rpc::MessageWriter& responses) override {
    Remember(method, metadata, deadline);
    asked = request.ShortDebugString();
    if (!error.ok()) return error;
    rest::v1::RawBody piece;
    piece.set_content_type("application/pdf");
    piece.set_size_bytes(static_cast<std::int64_t>(file.size()));
    piece.set_file_name("application_form.pdf");
    for (std::size_t at = 0; at < file.size(); at += 60'000) {
      if (at >= breaks_at) return absl::DataLossError("a frame was changed");
      piece.set_data(file.substr(at, 60'000));
      const absl::Status written = responses.Write(piece);
      if (!written.ok()) return written;
      piece.Clear();
    }
    return absl::OkStatus();
  }

  void Remember(const MethodDescriptor& called, const rpc::Metadata& sent, absl::Time until) {
    absl::MutexLock lock(&mutex);
    ++calls;
    method = called.name();
    metadata = sent;
    deadline = until;
  }

  absl::Mutex mutex;
  int calls = 0;
  std::string method;
  rpc::Metadata metadata;
  absl::Time deadline;
  std::string asked;
  absl::Status error;
  std::unique_ptr<Message> answer;
  std::function<void()> on_upload;
  std::string file;  // what is downloaded
  std::size_t breaks_at = std::string::npos;
  std::vector<std::string> content_types;
  std::size_t largest_piece = 0;
  std::size_t uploaded = 0;
};

class GatewayTest : public ::testing::Test {
 protected:
  GatewayTest() { Start(); }

  void Start(const tls::Credentials* tls = nullptr) {
    server_.reset();
    const auto set = ApiDescriptorSet();
    auto gateway = Gateway::Build(
        config_,
        {clock_, ids_, metrics_, [this](const std::string&) -> rpc::Invoker& { return invoker_; }},
        *LinkedFiles(*set), "{}");
    ASSERT_TRUE(gateway.ok()) << gateway.status();
    gateway_ = *std::move(gateway);
    http::ServerConfig server;
    server.address = "127.0.0.1";
    server.tls = tls;
    server.handler_threads = 8;
    server.refusal = [this](int status) { return gateway_->Refusal(status); };
    server_ = *http::Server::Start(
        server, [this](http::Request& request) { return gateway_->Handle(request); });
  }

  http::ClientResponse Send(http::ClientRequest request) {
    request.url = absl::StrCat("http://127.0.0.1:", server_->port(), request.url);
    auto response = client_.Send(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *std::move(response) : http::ClientResponse();
  }
  http::ClientResponse Get(const std::string& path) { return Send({.url = path}); }
  http::ClientResponse Post(const std::string& path, const std::string& body) {
    return Send({.method = "POST",
                 .url = path,
                 .headers = {{"Content-Type", "application/json"}},
                 .body = body});
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  RandomIds ids_{clock_};
  prometheus::Registry metrics_;
  FakeInvoker invoker_;
  GatewayConfig config_;
  std::unique_ptr<Gateway> gateway_;
  std::unique_ptr<http::Server> server_;
  http::Client client_;
};

std::string HeaderOf(const http::ClientResponse& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

void ExpectError(const http::ClientResponse& response, int status, const std::string& reason,
                 const std::string& field = "") {
  EXPECT_EQ(response.status, status) << response.body;
  const Json body = Json::parse(response.body, nullptr, false);
  ASSERT_TRUE(body.contains("error")) << response.body;
  const Json& error = body["error"];
  EXPECT_EQ(error.value("code", 0), status);
  EXPECT_EQ(error.value("reason", ""), reason);
  EXPECT_EQ(error.value("field", ""), field);
  EXPECT_FALSE(error.value("message", "").empty());
  EXPECT_TRUE(IsUuid(error.value("errorId", ""))) << response.body;
}

TEST_F(GatewayTest, HasTheRoutesOfTheGoldenList) {
  std::string routes;
  for (const Binding& binding : gateway_->bindings()) {
    absl::StrAppend(&routes, binding.http_method, " ", binding.path.text, " ",
                    binding.method->full_name(), "\n");
  }
  std::ifstream file(TANCUA_SOURCE_DIR "/services/gateway/testdata/routes.txt");
  std::stringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(routes, golden.str()) << "update services/gateway/testdata/routes.txt if it is meant";
}

TEST_F(GatewayTest, TurnsJsonIntoACallAndBack) {
  auto answer = std::make_unique<dossier::Dossier>();
  answer->set_name("dossiers/H29.27442-261122-0001");
  answer->set_state(dossier::SUBMITTED);
  answer->mutable_due_time()->set_seconds(1'796'000'000);
  invoker_.answer = std::move(answer);

  const auto response = Post("/v1/dossiers", R"({"requestId":"r","ward":"wards/27442",
      "channel":"ONLINE","form":{"fullName":"Nguyễn Văn Đức"},"papers":[{"paperId":"p"}]})");

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"name":"dossiers/H29.27442-261122-0001","state":"SUBMITTED",)"
                           R"("dueTime":"2026-11-30T00:53:20Z"})");
  EXPECT_EQ(HeaderOf(response, "content-type"), "application/json; charset=utf-8");
  EXPECT_EQ(invoker_.method, "FileDossier");
  EXPECT_THAT(invoker_.asked, HasSubstr("channel: ONLINE"));
  EXPECT_THAT(invoker_.asked, HasSubstr("paper_id: \"p\""));
}

TEST_F(GatewayTest, TakesNamesFromThePathAndParametersFromTheQuery) {
  Get("/v1/dossiers/H29%2E1-1");
  EXPECT_EQ(invoker_.asked, "name: \"dossiers/H29.1-1\"");
  Get("/v1/wards/27442/statistics?from=2026-01-01&to=2026-01-31");
  EXPECT_EQ(invoker_.asked,
            "name: \"wards/27442/statistics\" from: \"2026-01-01\" to: \"2026-01-31\"");
  Get("/v1/dossiers?pageSize=5&page_token=a%20b&state=RETURNED");
  EXPECT_EQ(invoker_.asked, "page_size: 5 page_token: \"a b\" state: RETURNED");
  Post("/v1/dossiers/H29.1-1:accept", R"({"requestId":"r"})");
  EXPECT_EQ(invoker_.method, "AcceptDossier");
  EXPECT_EQ(invoker_.asked, "name: \"dossiers/H29.1-1\" request_id: \"r\"");
}

TEST_F(GatewayTest, PassesTokenTraceAndDeadlineOn) {
  const std::string trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  Send({.url = "/v1/procedures",
        .headers = {{"Authorization", "Bearer t"},
                    {"Traceparent", trace},
                    {"X-Request-Id", "id-1"},
                    {"X-Request-Timeout", "2.5"}}});
  EXPECT_THAT(
      invoker_.metadata,
      ::testing::ElementsAre(Pair("authorization", "Bearer t"),
                             Pair("traceparent", ::testing::StartsWith(trace.substr(0, 36))),
                             Pair("x-request-id", "id-1")));
  EXPECT_NE(invoker_.metadata["traceparent"], trace);  // the gateway is a step of its own
  EXPECT_EQ(invoker_.deadline, clock_.Now() + absl::Seconds(2.5));

  Send({.url = "/v1/procedures", .headers = {{"X-Request-Timeout", "1000"}}});
  EXPECT_EQ(invoker_.deadline, clock_.Now() + config_.max_timeout);
  EXPECT_EQ(invoker_.metadata["traceparent"].size(), trace.size());
}

TEST_F(GatewayTest, LogsALineForEachRequestAndNothingAboutPersons) {
  log::Capture log;
  Send({.url = "/v1/dossiers/H29.1-1?x=079204001234",
        .headers = {{"Authorization", "Bearer secret-token"},
                    {"Traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},
                    {"X-Request-Id", "Nguyen-Van-Duc"}}});
  Get("/s/secret-of-a-survey");
  Get("/nobody/0903123456");

  const std::string text = log.Text();
  const std::vector<std::string> lines = absl::StrSplit(text, '\n', absl::SkipEmpty());
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_THAT(lines[0], ::testing::AllOf(HasSubstr(R"("event":"gateway.request")"),
                                         HasSubstr("4bf92f3577b34da6a3ce929d0e0e4736"),
                                         HasSubstr(R"("route":"/v1/{name=dossiers/*}")"),
                                         HasSubstr(R"("reason":"PARAMETER_UNKNOWN")")));
  EXPECT_THAT(lines[2], HasSubstr(R"("reason":"ROUTE_NOT_FOUND")"));
  for (const char* secret : {"079204001234", "secret", "Nguyen", "0903123456", "nobody"}) {
    EXPECT_THAT(log.Text(), ::testing::Not(HasSubstr(secret)));
  }
}

TEST_F(GatewayTest, HandsOnTheThumbprintOfACallersCertificateAndNoHeaderOfThatName) {
  const testing::CertificateAuthority authority("Test authority");
  char pattern[] = "/tmp/gateway_test.XXXXXX";
  const std::string folder = mkdtemp(pattern);
  const auto put = [&](const std::string& name,
                       const testing::CertificateAuthority::Issued& issued) {
    testing::ReplaceFile(folder + "/" + name + ".crt", issued.certificate);
    testing::ReplaceFile(folder + "/" + name + ".key", issued.private_key);
  };
  const auto partner = authority.Issue("partner");
  put("ca", {authority.certificate(), ""});
  put("gateway", authority.Issue("gateway"));
  put("partner", partner);
  config_.tls.mode = "on";
  config_.tls.certificate_file = folder + "/gateway.crt";
  config_.tls.private_key.path = folder + "/gateway.key";
  config_.tls.client_certificates = "optional";
  const SystemClock now;  // certificates are of today
  const auto tls = tls::Credentials::Load(config_.tls, now).value();
  Start(tls.get());
  const auto ask = [&](const http::ClientTls& as) {
    http::Client client(as);
    return client
        .Send({.url = absl::StrCat("https://127.0.0.1:", server_->port(), "/v1/procedures"),
               .headers = {{"X-Client-Cert-Thumbprint", "forged"}}})
        .ok();
  };

  EXPECT_TRUE(ask({.ca_file = folder + "/ca.crt"}));
  EXPECT_EQ(invoker_.metadata.count(rpc::kClientCertificateThumbprint), 0u);
  EXPECT_TRUE(ask({.ca_file = folder + "/ca.crt",
                   .certificate_file = folder + "/partner.crt",
                   .private_key_file = folder + "/partner.key"}));
  EXPECT_THAT(invoker_.metadata,
              ::testing::Contains(
                  Pair("x-client-cert-thumbprint", tls::ThumbprintOfPem(partner.certificate))));
  server_.reset();
  std::filesystem::remove_all(folder);
}

TEST_F(GatewayTest, RefusesBadInputWithoutAskingAService) {
  ExpectError(Get("/v1/nowhere"), 404, "ROUTE_NOT_FOUND");
  ExpectError(Get("/v1/dossiers/a%2Fb"), 404, "ROUTE_NOT_FOUND");
  ExpectError(Get("/v1/dossiers?nope=1"), 400, "PARAMETER_UNKNOWN", "nope");
  ExpectError(Get("/v1/dossiers/x?name=y"), 400, "PARAMETER_UNKNOWN", "name");
  ExpectError(Get("/v1/dossiers?pageSize=x"), 400, "INVALID_FIELD", "pageSize");
  ExpectError(Get("/v1/dossiers?state=NOPE"), 400, "INVALID_FIELD", "state");
  ExpectError(Get("/v1/dossiers?pageSize=1&page_size=2"), 400, "FIELD_REPEATED", "pageSize");
  ExpectError(Get("/v1/dossiers?pageToken=%ff"), 400, "INVALID_FIELD", "pageToken");
  ExpectError(Get("/v1/dossiers?a=%zz"), 400, "REQUEST_MALFORMED");
  ExpectError(Post("/v1/dossiers?ward=1", "{}"), 400, "PARAMETER_UNKNOWN", "ward");
  ExpectError(Post("/v1/dossiers", "{"), 400, "JSON_MALFORMED");
  ExpectError(Post("/v1/dossiers", R"({"papers":[{"nope":1}]})"), 400, "FIELD_UNKNOWN",
              "papers[0].nope");
  ExpectError(Post("/v1/dossiers", R"({"channel":"FAX"})"), 400, "INVALID_FIELD", "channel");
  ExpectError(Post("/v1/dossiers", R"({"ward":"a","ward":"b"})"), 400, "FIELD_REPEATED", "ward");
  ExpectError(Post("/v1/dossiers/x:accept", R"({"name":"dossiers/y"})"), 400, "INVALID_FIELD",
              "name");
  ExpectError(Send({.url = "/v1/procedures", .headers = {{"X-Request-Timeout", "soon"}}}), 400,
              "INVALID_FIELD", "X-Request-Timeout");
  EXPECT_EQ(invoker_.calls, 0);
}

TEST_F(GatewayTest, RefusesOtherMethodsAndMediaTypesAndSizes) {
  const auto response = Send({.method = "DELETE", .url = "/v1/dossiers"});
  ExpectError(response, 405, "METHOD_NOT_ALLOWED");
  EXPECT_EQ(HeaderOf(response, "allow"), "GET, POST, OPTIONS");
  ExpectError(Send({.method = "POST",
                    .url = "/v1/dossiers",
                    .headers = {{"Content-Type", "text/plain"}},
                    .body = "{}"}),
              415, "MEDIA_TYPE_UNSUPPORTED");
  ExpectError(Post("/v1/dossiers", std::string((1 << 20) + 1, ' ')), 413, "BODY_TOO_LARGE");
  EXPECT_EQ(Post("/v1/dossiers", "{" + std::string(1000, ' ') + "}").status, 200);
}

TEST_F(GatewayTest, CarriesABusinessErrorToTheCaller) {
  static constexpr status::Kind kFormInvalid{"FORM_INVALID", absl::StatusCode::kInvalidArgument,
                                             "Biểu mẫu chưa đúng.", "For this test."};
  invoker_.error = status::Error(kFormInvalid, {.field = "applicant.display_name",
                                                .metadata = {{"limit", "100"}},
                                                .retry_after = absl::Milliseconds(1500)});
  const auto response = Post("/v1/dossiers", "{}");
  ExpectError(response, 400, "FORM_INVALID", "applicant.displayName");
  EXPECT_EQ(HeaderOf(response, "retry-after"), "2");
  const Json error = Json::parse(response.body)["error"];
  EXPECT_EQ(error["status"], "INVALID_ARGUMENT");
  EXPECT_EQ(error["message"], "Biểu mẫu chưa đúng.");
  EXPECT_EQ(error["metadata"], Json({{"limit", "100"}}));

  const std::string error_id = ids_.NewUuid();
  invoker_.error = status::Error(kFormInvalid,
                                 {.field = "form.full_name", .metadata = {{"error_id", error_id}}});
  const auto logged = Post("/v1/dossiers", "{}");
  ExpectError(logged, 400, "FORM_INVALID", "form.full_name");
  EXPECT_EQ(Json::parse(logged.body)["error"]["errorId"], error_id);
}

TEST_F(GatewayTest, KeepsTheCauseOfAFaultToItself) {
  invoker_.error = absl::InternalError("disk is full");
  const auto response = Get("/v1/procedures");
  ExpectError(response, 500, "INTERNAL");
  EXPECT_THAT(response.body, ::testing::Not(HasSubstr("disk")));
  invoker_.error = status::Error(status::kUnauthenticated);
  EXPECT_EQ(HeaderOf(Get("/v1/dossiers"), "www-authenticate"), "Bearer");
}

TEST_F(GatewayTest, TellsHowRecentlyThePersonMustHaveProvedThemselves) {
  invoker_.error = status::Error(status::kVerificationTooOld, {.metadata = {{"max_age", "900"}}});
  const auto response = Get("/v1/dossiers");
  ExpectError(response, 401, "VERIFICATION_TOO_OLD");
  EXPECT_EQ(HeaderOf(response, "www-authenticate"),
            "Bearer error=\"insufficient_user_authentication\", max_age=900");
}

TEST_F(GatewayTest, StreamsARawBodyInBoundedPieces) {
  const auto response = Send({.method = "POST",
                              .url = "/v1/attachments",
                              .headers = {{"Content-Type", "application/pdf"}},
                              .body = std::string(5 << 20, 'x')});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"sizeBytes":"5242880"})");
  EXPECT_LE(invoker_.largest_piece, 64u * 1024);
  EXPECT_EQ(invoker_.content_types.front(), "application/pdf");
  EXPECT_EQ(invoker_.content_types.back(), "");
}

constexpr char kPaper[] = "/v1/dossiers/H29.27442-261122-0001/attachments/a1";

TEST_F(GatewayTest, StreamsAFileAsItIs) {
  invoker_.file = std::string(3 << 20, 'x');
  const auto response = Send({.url = kPaper, .headers = {{"X-Request-Id", "r1"}}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, invoker_.file);
  EXPECT_EQ(HeaderOf(response, "content-type"), "application/pdf");
  EXPECT_EQ(HeaderOf(response, "content-length"), std::to_string(3 << 20));
  EXPECT_EQ(HeaderOf(response, "content-disposition"),
            "attachment; filename=\"application_form.pdf\"");
  EXPECT_EQ(HeaderOf(response, "x-request-id"), "r1");
  EXPECT_THAT(invoker_.asked, HasSubstr("dossiers/H29.27442-261122-0001/attachments/a1"));
}

TEST_F(GatewayTest, RefusesAFileAsItRefusesEverything) {
  invoker_.error = status::Error(status::kOtherWard);
  ExpectError(Get(kPaper), 403, "OTHER_WARD");
}

TEST_F(GatewayTest, EndsAFileEarlyWhenItsStreamBreaks) {
  invoker_.file = std::string(300'000, 'x');
  invoker_.breaks_at = 120'000;
  const auto response =
      client_.Send({.url = absl::StrCat("http://127.0.0.1:", server_->port(), kPaper)});
  EXPECT_TRUE(absl::IsUnavailable(response.status())) << response.status();
}

TEST_F(GatewayTest, LetsTheServiceRefuseAnEmptyUpload) {
  EXPECT_EQ(Send({.method = "POST", .url = "/v1/attachments"}).body, "{}");
  EXPECT_EQ(invoker_.content_types.size(), 1u);
}

TEST_F(GatewayTest, AnswersAnUploadThatIsRefusedEarly) {
  invoker_.error = status::Error(status::kUnauthenticated);
  ExpectError(Send({.method = "POST", .url = "/v1/attachments", .body = std::string(5 << 20, 'x')}),
              401, "UNAUTHENTICATED");
}

TEST_F(GatewayTest, BoundsTheUploadsUnderWay) {
  config_.max_uploads = 1;
  Start();
  absl::Notification first_runs;
  absl::Notification release;
  invoker_.on_upload = [&] {
    first_runs.Notify();
    release.WaitForNotification();
  };
  const http::ClientRequest upload{
      .method = "POST", .url = "/v1/attachments", .body = std::string(1 << 20, 'x')};
  std::thread first([&] { EXPECT_EQ(Send(upload).status, 200); });
  first_runs.WaitForNotification();

  const auto second = Send(upload);

  ExpectError(second, 429, "TOO_MANY_UPLOADS");
  EXPECT_EQ(HeaderOf(second, "retry-after"), "2");
  release.Notify();
  first.join();
}

TEST_F(GatewayTest, AnswersPreflightsOfConfiguredOriginsOnly) {
  config_.cors_origins = {"https://app.example.vn"};
  Start();
  const auto ask = [&](const char* origin) {
    return Send({.method = "OPTIONS", .url = "/v1/dossiers", .headers = {{"Origin", origin}}});
  };
  const auto allowed = ask("https://app.example.vn");
  EXPECT_EQ(allowed.status, 204);
  EXPECT_EQ(HeaderOf(allowed, "access-control-allow-origin"), "https://app.example.vn");
  EXPECT_EQ(HeaderOf(allowed, "access-control-allow-methods"), "GET, POST");
  EXPECT_EQ(HeaderOf(ask("https://evil.example"), "access-control-allow-origin"), "");
}

TEST_F(GatewayTest, ServesItsPages) {
  EXPECT_THAT(Get("/").body, HasSubstr("Tận Cửa"));
  EXPECT_EQ(Get("/openapi.json").body, "{}");
  EXPECT_THAT(Get("/s/9H5PT6DMJMW4M3").body, HasSubstr("Đánh giá sự phục vụ"));
  ExpectError(Send({.method = "POST", .url = "/"}), 405, "METHOD_NOT_ALLOWED");
}

TEST_F(GatewayTest, CountsRequestsByRoute) {
  Get("/v1/dossiers/a");
  Get("/v1/dossiers/b");
  Get("/v1/no/where");
  std::map<std::string, double> counted;
  for (const auto& family : metrics_.Collect()) {
    if (family.name != "tancua_gateway_requests_total") continue;
    for (const auto& metric : family.metric) {
      std::string labels;
      for (const auto& label : metric.label) absl::StrAppend(&labels, label.value, " ");
      if (metric.counter.value > 0) counted[labels] = metric.counter.value;
    }
  }
  EXPECT_THAT(counted, ::testing::ElementsAre(Pair("200 GET /v1/{name=dossiers/*} ", 2),
                                              Pair("404 any none ", 1)));
}

}  // namespace
}  // namespace tancua::gateway
