// Calls between services over mutual TLS, and whose certificate a call carries.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "common/rpc/grpc_server.h"
#include "common/rpc/invoker.h"
#include "common/status/error.h"
#include "common/testing/certificates.h"
#include "common/tls/certificate.h"
#include "tancua/survey/v1/survey_service.pb.h"

namespace tancua::rpc {
namespace {

constexpr char kThumbprint[] = "x-client-cert-thumbprint";

struct SeenMetadata {
  absl::Mutex mutex;
  Metadata metadata ABSL_GUARDED_BY(mutex);
};

absl::StatusOr<tancua::survey::v1::Survey> NoteMetadata(
    SeenMetadata& seen, const Call& call, const tancua::survey::v1::GetSurveyRequest&) {
  absl::MutexLock lock(&seen.mutex);
  seen.metadata = call.metadata;
  return tancua::survey::v1::Survey();
}

absl::StatusOr<tancua::survey::v1::Survey> NoAnswer(
    SeenMetadata&, const Call&, const tancua::survey::v1::AnswerSurveyRequest&) {
  return tancua::survey::v1::Survey();
}

class MutualTlsTest : public ::testing::Test {
 protected:
  MutualTlsTest() {
    char pattern[] = "/tmp/mutual_tls_test.XXXXXX";
    folder_ = mkdtemp(pattern);
    Service surveys("tancua.survey.v1.SurveyService");
    surveys.Unary("GetSurvey", seen_, NoteMetadata).Unary("AnswerSurvey", seen_, NoAnswer);
    EXPECT_TRUE(pipeline_.Add(std::move(surveys)).ok());
  }
  ~MutualTlsTest() override {
    if (server_) server_->Drain(absl::Now());
    server_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::string File(const std::string& name) const { return folder_ + "/" + name; }
  void Put(const std::string& name, const testing::CertificateAuthority::Issued& issued) const {
    testing::ReplaceFile(File(name + ".crt"), issued.certificate);
    testing::ReplaceFile(File(name + ".key"), issued.private_key);
  }
  std::unique_ptr<tls::Credentials> As(const std::string& name,
                                       const std::string& client_certificates = "require") {
    testing::ReplaceFile(File("ca.crt"), authority_.certificate());
    tls::Config config;
    config.mode = "on";
    config.certificate_file = File(name + ".crt");
    config.private_key.path = File(name + ".key");
    config.ca_file = File("ca.crt");
    config.client_certificates = client_certificates;
    return tls::Credentials::Load(config, clock_).value();
  }
  void StartServer(const std::string& client_certificates = "require") {
    Put("server", authority_.Issue("survey"));
    server_credentials_ = As("server", client_certificates);
    server_ =
        GrpcServer::Start(
            {.address = "127.0.0.1", .tls = server_credentials_.get(), .forwarders = {"gateway"}},
            pipeline_)
            .value();
    server_->SetServing(true);
  }
  std::unique_ptr<Invoker> CallerWith(const tls::Credentials* tls) const {
    return NewRemoteInvoker("127.0.0.1:" + std::to_string(server_->port()), tls);
  }
  static absl::Status Get(Invoker& invoker, const Metadata& metadata = {}) {
    static const auto& method =
        *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
            "tancua.survey.v1.SurveyService.GetSurvey");
    tancua::survey::v1::Survey answer;
    return invoker.Unary(method, metadata, absl::Now() + absl::Seconds(10),
                         tancua::survey::v1::GetSurveyRequest(), answer);
  }
  std::string ThumbprintSeen() {
    absl::MutexLock lock(&seen_.mutex);
    const auto it = seen_.metadata.find(kThumbprint);
    return it == seen_.metadata.end() ? "" : it->second;
  }

  const testing::CertificateAuthority authority_{"Services"};
  SystemClock clock_;
  RandomIds ids_{clock_};
  Authenticator authenticator_{clock_, [] { return absl::UnavailableError("no tokens here"); }};
  prometheus::Registry registry_;
  RpcMetrics metrics_{registry_};
  Pipeline pipeline_{ids_, authenticator_, metrics_, 64};
  SeenMetadata seen_;
  std::string folder_;
  std::unique_ptr<tls::Credentials> server_credentials_;
  std::unique_ptr<GrpcServer> server_;
};

TEST_F(MutualTlsTest, RefusesCallersWithoutACertificateOfTheAuthority) {
  StartServer();
  Put("peer", authority_.Issue("dossier"));
  const auto peer = As("peer");
  EXPECT_TRUE(Get(*CallerWith(peer.get())).ok());

  EXPECT_TRUE(status::Is(Get(*CallerWith(nullptr)), status::kUnavailable));
  Put("stranger", testing::CertificateAuthority("Another").Issue("dossier"));
  const auto stranger = As("stranger");
  EXPECT_TRUE(status::Is(Get(*CallerWith(stranger.get())), status::kUnavailable));
}

TEST_F(MutualTlsTest, CallersRefuseAServerOfAnotherAuthority) {
  StartServer();
  Put("peer", authority_.Issue("dossier"));
  const auto peer = As("peer");
  const testing::CertificateAuthority other("Another");
  Put("server", other.Issue("survey"));
  ASSERT_TRUE(server_credentials_->Reload().value());
  EXPECT_TRUE(status::Is(Get(*CallerWith(peer.get())), status::kUnavailable));
}

TEST_F(MutualTlsTest, ACallCarriesTheThumbprintThatItsConnectionProves) {
  StartServer("optional");
  const auto issued = authority_.Issue("partner");
  Put("partner", issued);
  const auto partner = As("partner");
  ASSERT_TRUE(Get(*CallerWith(partner.get()), {{kThumbprint, "forged"}}).ok());
  EXPECT_EQ(ThumbprintSeen(), tls::ThumbprintOfPem(issued.certificate));
}

TEST_F(MutualTlsTest, OnlyAForwarderMayStateTheThumbprintOfAnother) {
  StartServer();
  Put("gateway", authority_.Issue("gateway"));
  const auto gateway = As("gateway");
  ASSERT_TRUE(Get(*CallerWith(gateway.get()), {{kThumbprint, "of-a-partner"}}).ok());
  EXPECT_EQ(ThumbprintSeen(), "of-a-partner");
  ASSERT_TRUE(Get(*CallerWith(gateway.get())).ok());
  EXPECT_EQ(ThumbprintSeen(), "");
}

TEST_F(MutualTlsTest, InTheClearNobodyCanStateAThumbprint) {
  server_ = GrpcServer::Start({.address = "127.0.0.1"}, pipeline_).value();
  server_->SetServing(true);
  ASSERT_TRUE(Get(*CallerWith(nullptr), {{kThumbprint, "forged"}}).ok());
  EXPECT_EQ(ThumbprintSeen(), "");
}

TEST_F(MutualTlsTest, ReplacingBothCertificatesUnderLoadFailsNoCall) {
  StartServer();
  Put("peer", authority_.Issue("dossier"));
  const auto peer = As("peer");
  const auto invoker = CallerWith(peer.get());
  std::atomic<bool> stop = false;
  std::atomic<int> answered = 0;
  std::atomic<int> failed = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      while (!stop) ++(Get(*invoker).ok() ? answered : failed);
    });
  }
  const auto await_more = [&](int calls) {
    const int enough = answered + calls;
    while (answered < enough && failed == 0) std::this_thread::yield();
  };
  await_more(50);
  for (int round = 0; round < 3; ++round) {
    Put("server", authority_.Issue("survey"));
    Put("peer", authority_.Issue("dossier"));
    ASSERT_TRUE(server_credentials_->Reload().value());
    ASSERT_TRUE(peer->Reload().value());
    await_more(50);
  }
  stop = true;
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(failed, 0);
}

}  // namespace
}  // namespace tancua::rpc
