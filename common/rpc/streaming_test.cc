// Streams of requests and of answers, within the process and over gRPC.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "common/jose/jwt.h"
#include "common/rpc/grpc_server.h"
#include "common/rpc/local_invoker.h"
#include "common/status/error.h"
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

class StreamingTest : public ::testing::TestWithParam<bool> {
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
    if (GetParam()) {
      server_ = *GrpcServer::Start({.address = "127.0.0.1"}, pipeline_);
      server_->SetServing(true);
      invoker_ = NewRemoteInvoker("127.0.0.1:" + std::to_string(server_->port()));
    } else {
      invoker_ = std::make_unique<LocalInvoker>(pipeline_);
    }
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
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<Invoker> invoker_;
};

INSTANTIATE_TEST_SUITE_P(Ways, StreamingTest, ::testing::Bool(),
                         [](const auto& way) { return way.param ? "OverGrpc" : "WithinProcess"; });

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
