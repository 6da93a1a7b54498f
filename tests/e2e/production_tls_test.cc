// Separate services in production: HTTPS outside, mutual TLS inside, and everything that rotates
// rotates under load.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "absl/strings/str_cat.h"
#include "common/http/client.h"
#include "common/jose/jwt.h"
#include "common/rpc/invoker.h"
#include "common/status/error.h"
#include "common/tls/certificate.h"
#include "common/tls/credentials.h"
#include "nlohmann/json.hpp"
#include "tancua/dossier/v1/dossier_service.pb.h"
#include "tests/support/production.h"

namespace tancua {
namespace {

using ::testing::HasSubstr;

// True when `condition` became so in time.
bool Await(const std::function<bool()>& condition, absl::Duration timeout = absl::Seconds(40)) {
  const absl::Time deadline = absl::Now() + timeout;
  while (!condition()) {
    if (absl::Now() > deadline) return false;
    absl::SleepFor(absl::Milliseconds(50));
  }
  return true;
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The thumbprint of the certificate that a new connection to `port` is shown.
std::string ThumbprintAt(int port) {
  const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context(SSL_CTX_new(TLS_client_method()),
                                                             SSL_CTX_free);
  const tls::Owned<BIO> connection(BIO_new_ssl_connect(context.get()));
  BIO_set_conn_hostname(connection.get(), absl::StrCat("127.0.0.1:", port).c_str());
  SSL* ssl = nullptr;
  BIO_get_ssl(connection.get(), &ssl);
  // gRPC takes nobody who does not speak HTTP/2.
  static constexpr unsigned char kProtocols[] = "\x02h2\x08http/1.1";
  SSL_set_alpn_protos(ssl, kProtocols, sizeof(kProtocols) - 1);
  BIO_do_connect(connection.get());
  const tls::Owned<X509> certificate(SSL_get1_peer_certificate(ssl));
  return certificate == nullptr ? "" : tls::ThumbprintOf(*certificate);
}

class ProductionTls : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(production_.Start().ok()) << Logs();
    config_.mode = "on";
    config_.certificate_file = production_.File("gateway.crt");
    config_.private_key.path = production_.File("gateway.key");
    config_.ca_file = production_.File("ca.crt");
  }
  void TearDown() override {
    for (const auto& [name, process] : production_.processes()) {
      EXPECT_EQ(process->Terminate(), 0) << name;
    }
  }

  std::string Logs() const {
    std::string logs;
    for (const auto& [name, process] : production_.processes()) logs += process->Log();
    return logs;
  }
  std::string Url(const std::string& listener, const std::string& path) const {
    return absl::StrCat("https://127.0.0.1:", production_.port(listener), path);
  }
  absl::StatusOr<http::ClientResponse> Get(http::Client& client, const std::string& path,
                                           const std::string& token = "") {
    http::ClientRequest request{.url = Url("gateway", path)};
    if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
    return client.Send(request);
  }
  // A citizen's token, signed as the identity service would sign it by the key in `file`.
  static std::string TokenBy(const std::string& file, const std::string& key_id) {
    const auto signer = jose::Signer::FromPem(ReadFile(file), key_id).value();
    return signer.Sign({{"iss", "tancua"},
                        {"aud", "tancua"},
                        {"sub", "citizens/0192f000-0000-7000-8000-000000000001"},
                        {"kind", "citizen"},
                        {"level", 2},
                        {"exp", absl::ToUnixSeconds(absl::Now() + absl::Minutes(10))}});
  }
  // The ids of the keys that are published, in their order.
  std::vector<std::string> KeyIds() {
    const auto answer = Get(client_, "/v1/jwks");
    std::vector<std::string> ids;
    if (!answer.ok() || answer->status != 200) return ids;
    const auto document = nlohmann::json::parse(answer->body);
    for (const auto& key : document["keys"]) ids.push_back(key["kid"]);
    return ids;
  }
  absl::Status ListProcedures(rpc::Invoker& invoker) {
    static const auto& method =
        *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
            "tancua.dossier.v1.CatalogueService.ListProcedures");
    dossier::v1::ListProceduresResponse response;
    return invoker.Unary(method, {}, absl::Now() + absl::Seconds(10),
                         dossier::v1::ListProceduresRequest(), response);
  }
  std::string Target(const std::string& service) const {
    return absl::StrCat("127.0.0.1:", production_.port(service));
  }

  testing::Production production_;
  SystemClock clock_;
  tls::Config config_;
  http::Client client_{{.ca_file = production_.File("ca.crt")}};
};

TEST_F(ProductionTls, NobodyWithoutACertificateReachesAServicePort) {
  const auto credentials = tls::Credentials::Load(config_, clock_).value();
  EXPECT_TRUE(ListProcedures(*rpc::NewRemoteInvoker(Target("dossier"), credentials.get())).ok());
  EXPECT_TRUE(
      status::Is(ListProcedures(*rpc::NewRemoteInvoker(Target("dossier"))), status::kUnavailable));

  const testing::CertificateAuthority other("Another ward");
  const auto stranger = other.Issue("gateway");
  testing::ReplaceFile(production_.File("stranger.crt"), stranger.certificate);
  testing::ReplaceFile(production_.File("stranger.key"), stranger.private_key);
  config_.certificate_file = production_.File("stranger.crt");
  config_.private_key.path = production_.File("stranger.key");
  const auto strange = tls::Credentials::Load(config_, clock_).value();
  EXPECT_TRUE(status::Is(ListProcedures(*rpc::NewRemoteInvoker(Target("dossier"), strange.get())),
                         status::kUnavailable));
}

TEST_F(ProductionTls, TellsOperatorsWhenEachCertificateExpires) {
  const auto metrics = client_.Send({.url = Url("admin.gateway", "/metrics")});
  ASSERT_TRUE(metrics.ok()) << metrics.status();
  for (const char* listener : {"services", "admin", "gateway"}) {
    EXPECT_THAT(metrics->body, HasSubstr(absl::StrCat(
                                   "tancua_tls_certificate_expiry_timestamp_seconds{listener=\"",
                                   listener, "\"}")));
  }
  EXPECT_EQ(client_.Send({.url = Url("admin.dossier", "/readyz")})->status, 200);
}

TEST_F(ProductionTls, ReplacingEveryCertificateUnderLoadFailsNoCall) {
  const auto credentials = tls::Credentials::Load(config_, clock_).value();
  const auto dossier = rpc::NewRemoteInvoker(Target("dossier"), credentials.get());
  const std::string token =
      TokenBy(production_.File("signing-keys/2026-01-01T0000Z.pem"), KeyIds().at(0));
  std::atomic<bool> stop = false;
  std::atomic<int> answered = 0;
  std::atomic<int> failed = 0;
  const auto repeat = [&](auto call) {
    return std::thread([&, call] {
      while (!stop) ++(call() ? answered : failed);
    });
  };
  std::vector<std::thread> callers;
  // HTTPS to the gateway, which asks the dossier service, which asks identity for the keys.
  callers.push_back(repeat([&] {
    const auto answer = Get(client_, "/v1/dossiers", token);
    return answer.ok() && answer->status == 200;
  }));
  // A connection of its own for each call.
  callers.push_back(repeat([&] {
    http::Client fresh({.ca_file = production_.File("ca.crt")});
    const auto answer = Get(fresh, "/v1/jwks");
    return answer.ok() && answer->status == 200;
  }));
  callers.push_back(repeat([&] { return ListProcedures(*dossier).ok(); }));

  production_.ReplaceCertificates();
  ASSERT_TRUE(credentials->Reload().value());
  const auto shows_new = [&](const std::string& listener, const std::string& service) {
    return ThumbprintAt(production_.port(listener)) ==
           tls::ThumbprintOfPem(production_.certificate(service).certificate);
  };
  EXPECT_TRUE(Await([&] {
    return shows_new("gateway", "gateway") && shows_new("dossier", "dossier") &&
           shows_new("identity", "identity") && shows_new("admin.survey", "survey");
  })) << Logs();
  const int before = answered;
  EXPECT_TRUE(Await([&] { return answered > before + 100; }));
  stop = true;
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(failed, 0) << "of " << answered + failed;
}

TEST_F(ProductionTls, ANewSigningKeyIsPublishedAndBelievedWithoutARestart) {
  const auto old_ids = KeyIds();
  ASSERT_EQ(old_ids.size(), 1u);
  const std::string old_token =
      TokenBy(production_.File("signing-keys/2026-01-01T0000Z.pem"), old_ids[0]);
  EXPECT_EQ(Get(client_, "/v1/dossiers", old_token)->status, 200);

  const std::string next = production_.File("signing-keys/2099-01-01T0000Z.pem");
  testing::ReplaceFile(next, jose::GenerateEs256Pem());
  ASSERT_TRUE(Await([&] { return KeyIds().size() == 2; })) << Logs();
  EXPECT_EQ(KeyIds().at(0), old_ids[0]);  // which still signs
  const std::string new_token = TokenBy(next, KeyIds().at(1));
  EXPECT_TRUE(Await([&] { return Get(client_, "/v1/dossiers", new_token)->status == 200; }));
  EXPECT_EQ(Get(client_, "/v1/dossiers", old_token)->status, 200);
}

}  // namespace
}  // namespace tancua
