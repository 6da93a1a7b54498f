// Streams of requests and of answers, within the process and over gRPC.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "common/jose/jwt.h"
#include "common/rpc/grpc_server.h"
#include "common/rpc/local_invoker.h"
#include "common/status/error.h"
#include "common/testing/certificates.h"
#include "nlohmann/json.hpp"
#include "tancua/dossier/v1/dossier_service.pb.h"

namespace tancua::rpc {
namespace {

namespace pb = dossier::v1;
using rest::v1::RawBody;

struct World {
  int pieces = 0;      // how many answers DownloadAttachment makes
  int sent = 0;        // how many of them were taken
  absl::Status error;  // what it ends with
};

template <class Response, class Request>
absl::StatusOr<Response> Nothing(World&, const Call&, const Request&) {
  return Response();
}

absl::StatusOr<pb::Attachment> Upload(World&, const Call&,
                                      Reader<pb::UploadAttachmentRequest>& requests) {
  pb::Attachment attachment;
  pb::UploadAttachmentRequest request;
  while (true) {
    auto more = requests.Next(request);
    if (!more.ok()) return more.status();
    if (!*more) return attachment;
    attachment.set_size_bytes(attachment.size_bytes() + 1);
  }
}

absl::Status Download(World& world, const Call&, const pb::DownloadAttachmentRequest& request,
                      Writer<RawBody>& answers) {
  RawBody piece;
  piece.set_content_type(request.name());
  for (int i = 0; i < world.pieces; ++i) {
    piece.set_data(std::string(64 * 1024, 'x'));
    if (absl::Status written = answers.Write(piece); !written.ok()) return written;
    ++world.sent;
    piece.Clear();
  }
  return world.error;
}

Service Dossiers(World& world) {
  Service service("tancua.dossier.v1.DossierService");
  service.ClientStreaming("UploadAttachment", world, Upload);
  service.ServerStreaming("DownloadAttachment", world, Download);
  service.Unary("FileDossier", world, Nothing<pb::Dossier, pb::FileDossierRequest>);
  service.Unary("GetDossier", world, Nothing<pb::Dossier, pb::GetDossierRequest>);
  service.Unary("ListDossiers", world, Nothing<pb::ListDossiersResponse, pb::ListDossiersRequest>);
  service.Unary("LookupDossier", world, Nothing<pb::DossierStatus, pb::LookupDossierRequest>);
  service.Unary("AcceptDossier", world, Nothing<pb::Dossier, pb::AcceptDossierRequest>);
  service.Unary("RequestSupplement", world, Nothing<pb::Dossier, pb::RequestSupplementRequest>);
  service.Unary("SupplementDossier", world, Nothing<pb::Dossier, pb::SupplementDossierRequest>);
  service.Unary("RefuseDossier", world, Nothing<pb::Dossier, pb::RefuseDossierRequest>);
  service.Unary("SubmitDossierForApproval", world,
                Nothing<pb::Dossier, pb::SubmitDossierForApprovalRequest>);
  service.Unary("ApproveDossier", world, Nothing<pb::Dossier, pb::ApproveDossierRequest>);
  service.Unary("ReturnDossier", world, Nothing<pb::Dossier, pb::ReturnDossierRequest>);
  service.Unary("AssignDossier", world, Nothing<pb::Dossier, pb::AssignDossierRequest>);
  return service;
}

// Takes answers until its patience ends.
class Taker final : public MessageWriter {
 public:
  absl::Status Write(const google::protobuf::Message& message) override {
    if (patience-- == 0) return status::Error(status::kUnavailable);
    const auto& piece = static_cast<const RawBody&>(message);
    if (bytes == 0) content_type = piece.content_type();
    bytes += piece.data().size();
    return absl::OkStatus();
  }
  int patience = -1;
  std::string content_type;
  std::size_t bytes = 0;
};

enum class Way { kWithinProcess, kOverGrpc, kOverTls };

// One certificate for both sides.
class Certificates {
 public:
  Certificates() {
    char pattern[] = "/tmp/streaming_test.XXXXXX";
    folder_ = mkdtemp(pattern);
    const auto issued = authority_.Issue("dossier");
    testing::ReplaceFile(folder_ + "/ca", authority_.certificate());
    testing::ReplaceFile(folder_ + "/certificate", issued.certificate);
    testing::ReplaceFile(folder_ + "/key", issued.private_key);
    tls::Config config;
    config.mode = "on";
    config.ca_file = folder_ + "/ca";
    config.certificate_file = folder_ + "/certificate";
    config.private_key.path = folder_ + "/key";
    credentials_ = tls::Credentials::Load(config, clock_).value();
  }
  ~Certificates() { std::filesystem::remove_all(folder_); }
  [[nodiscard]] const tls::Credentials* credentials() const { return credentials_.get(); }

 private:
  const testing::CertificateAuthority authority_{"Services"};
  SystemClock clock_;
  std::string folder_;
  std::unique_ptr<tls::Credentials> credentials_;
};

class StreamingTest : public ::testing::TestWithParam<Way> {
 protected:
  StreamingTest()
      : signer_(*jose::Signer::FromPem(jose::GenerateEs256Pem(), "k1")),
        authenticator_(clock_,
                       [this]() -> absl::StatusOr<std::string> {
                         return nlohmann::json{{"keys", {signer_.PublicJwk()}}}.dump();
                       }),
        metrics_(registry_),
        pipeline_(ids_, authenticator_, metrics_, 8) {
    EXPECT_TRUE(pipeline_.Add(Dossiers(world_)).ok());
    if (GetParam() == Way::kWithinProcess) {
      invoker_ = std::make_unique<LocalInvoker>(pipeline_);
      return;
    }
    const tls::Credentials* tls = nullptr;
    if (GetParam() == Way::kOverTls) tls = certificates_.emplace().credentials();
    server_ = *GrpcServer::Start({.address = "127.0.0.1", .tls = tls}, pipeline_);
    server_->SetServing(true);
    invoker_ = NewRemoteInvoker("127.0.0.1:" + std::to_string(server_->port()), tls);
  }
  ~StreamingTest() override {
    invoker_.reset();
    if (server_) server_->Drain(absl::Now());
  }

  absl::Status Ask(bool with_token = true) {
    const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
        "tancua.dossier.v1.DossierService.DownloadAttachment");
    Metadata metadata;
    if (with_token) {
      metadata["authorization"] = "Bearer " + signer_.Sign({{"iss", "tancua"},
                                                            {"aud", "tancua"},
                                                            {"sub", "citizens/1"},
                                                            {"kind", "citizen"},
                                                            {"exp", 4'000'000'000}});
    }
    pb::DownloadAttachmentRequest request;
    request.set_name("application/pdf");
    return invoker_->ServerStreaming(*method, metadata, absl::Now() + absl::Seconds(10), request,
                                     taker_);
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  RandomIds ids_{clock_};
  World world_;
  Taker taker_;
  jose::Signer signer_;
  Authenticator authenticator_;
  prometheus::Registry registry_;
  RpcMetrics metrics_;
  Pipeline pipeline_;
  std::optional<Certificates> certificates_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<Invoker> invoker_;
};

std::string NameOf(const ::testing::TestParamInfo<Way>& way) {
  switch (way.param) {
    case Way::kWithinProcess:
      return "WithinProcess";
    case Way::kOverGrpc:
      return "OverGrpc";
    case Way::kOverTls:
      return "OverTls";
  }
  return "";
}

INSTANTIATE_TEST_SUITE_P(Ways, StreamingTest,
                         ::testing::Values(Way::kWithinProcess, Way::kOverGrpc, Way::kOverTls),
                         NameOf);

TEST_P(StreamingTest, HandsOnEveryAnswerInOrder) {
  world_.pieces = 50;
  ASSERT_TRUE(Ask().ok());
  EXPECT_EQ(taker_.bytes, 50u * 64 * 1024);
  EXPECT_EQ(taker_.content_type, "application/pdf");
}

TEST_P(StreamingTest, EndsWithTheErrorOfTheProcedure) {
  world_.pieces = 3;
  world_.error = status::Error(status::kOtherWard);
  EXPECT_TRUE(status::Is(Ask(), status::kOtherWard));
  EXPECT_EQ(taker_.bytes, 3u * 64 * 1024);
}

TEST_P(StreamingTest, AsksThePolicyFirst) {
  world_.pieces = 3;
  EXPECT_TRUE(status::Is(Ask(/*with_token=*/false), status::kUnauthenticated));
  EXPECT_EQ(taker_.bytes, 0u);
  EXPECT_EQ(world_.sent, 0);
}

// What nobody takes is not made: the procedure is told, and stops.
TEST_P(StreamingTest, StopsWhenTheTakerHasEnough) {
  world_.pieces = 100'000;
  taker_.patience = 2;
  EXPECT_TRUE(status::Is(Ask(), status::kUnavailable));
  if (server_) server_->Drain(absl::Now() + absl::Seconds(10));
  EXPECT_LT(world_.sent, world_.pieces);
}

}  // namespace
}  // namespace tancua::rpc
