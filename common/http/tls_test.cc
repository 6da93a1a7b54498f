// The server through TLS: everything that it does in the clear, and certificates that change.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/http/client.h"
#include "common/http/server.h"
#include "common/testing/certificates.h"
#include "common/tls/certificate.h"

namespace tancua::http {
namespace {

class HttpsTest : public ::testing::Test {
 protected:
  HttpsTest() {
    std::signal(SIGPIPE, SIG_IGN);
    char pattern[] = "/tmp/https_test.XXXXXX";
    folder_ = mkdtemp(pattern);
    Put("ca", {authority_.certificate(), ""});
    Put("server", authority_.Issue("server"));
    config_.mode = "on";
    config_.certificate_file = File("server.crt");
    config_.private_key.path = File("server.key");
  }
  ~HttpsTest() override {
    if (server_ != nullptr) server_->Drain(absl::Now());
    server_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::string File(const char* name) const { return folder_ + "/" + name; }
  void Put(const std::string& name, const testing::CertificateAuthority::Issued& issued) const {
    testing::ReplaceFile(folder_ + "/" + name + ".crt", issued.certificate);
    testing::ReplaceFile(folder_ + "/" + name + ".key", issued.private_key);
  }

  // Answers with the body, and with the thumbprint of the caller's certificate in a header.
  void Start() {
    credentials_ = tls::Credentials::Load(config_, clock_).value();
    ServerConfig server;
    server.address = "127.0.0.1";
    server.tls = credentials_.get();
    server_ =
        Server::Start(server, [](Request& request) {
          auto body = request.ReadAll(std::size_t{8} << 20);
          return Response{.status = body.ok() ? 200 : 400,
                          .body = body.value_or("broken"),
                          .headers = {{"X-Thumbprint", request.client_certificate_thumbprint()}}};
        }).value();
  }

  ClientRequest Ask(std::string body = "xin chào") const {
    return {.method = "POST",
            .url = absl::StrCat("https://127.0.0.1:", server_->port(), "/"),
            .body = std::move(body)};
  }
  ClientTls Trusting() const { return {.ca_file = File("ca.crt")}; }
  ClientTls As(const char* name) const {
    return {.ca_file = File("ca.crt"),
            .certificate_file = absl::StrCat(folder_, "/", name, ".crt"),
            .private_key_file = absl::StrCat(folder_, "/", name, ".key")};
  }
  static std::string ThumbprintSeen(const ClientResponse& response) {
    for (const auto& [name, value] : response.headers) {
      if (name == "x-thumbprint") return value;
    }
    return "no header";
  }

  const testing::CertificateAuthority authority_{"Test authority"};
  SystemClock clock_;
  std::string folder_;
  tls::Config config_;
  std::unique_ptr<tls::Credentials> credentials_;
  std::unique_ptr<Server> server_;
};

TEST_F(HttpsTest, AnswersCallersWhoTrustItsAuthority) {
  Start();
  Client client(Trusting());
  for (int i = 0; i < 3; ++i) {  // on one connection
    const auto answer = client.Send(Ask());
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_EQ(answer->body, "xin chào");
    EXPECT_EQ(ThumbprintSeen(*answer), "");
  }
  EXPECT_FALSE(Client().Send(Ask()).ok());  // the system knows no such authority
}

TEST_F(HttpsTest, SpeaksNothingButTls) {
  Start();
  EXPECT_FALSE(
      Client().Send({.url = absl::StrCat("http://127.0.0.1:", server_->port(), "/")}).ok());
}

TEST_F(HttpsTest, CarriesLargeBodiesBothWays) {
  Start();
  const std::string body(std::size_t{3} << 20, 'x');
  const auto answer = Client(Trusting()).Send(Ask(body));
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->body, body);
}

TEST_F(HttpsTest, TakesARecordForEveryByte) {
  Start();
  const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context(SSL_CTX_new(TLS_client_method()),
                                                             SSL_CTX_free);
  const tls::Owned<BIO> connection(BIO_new_ssl_connect(context.get()));
  BIO_set_conn_hostname(connection.get(), absl::StrCat("127.0.0.1:", server_->port()).c_str());
  ASSERT_EQ(BIO_do_connect(connection.get()), 1);
  constexpr int kBody = 60'000;
  const std::string head = absl::StrCat("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n",
                                        "Content-Length: ", kBody, "\r\n\r\n");
  for (const char c : head + std::string(kBody, 'x')) {
    ASSERT_EQ(BIO_write(connection.get(), &c, 1), 1);
  }
  std::string answer;
  std::array<char, 4096> piece;
  for (int n; (n = BIO_read(connection.get(), piece.data(), piece.size())) > 0;) {
    answer.append(piece.data(), static_cast<std::size_t>(n));
  }
  EXPECT_THAT(answer, ::testing::StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(answer, ::testing::EndsWith(std::string(kBody, 'x')));
}

TEST_F(HttpsTest, ServesManyCallersAtOnce) {
  Start();
  Client client(Trusting());
  std::atomic<int> answered = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 8; ++i) {
    callers.emplace_back([&] {
      for (int k = 0; k < 50; ++k) {
        const auto answer = client.Send(Ask(std::string(static_cast<std::size_t>(k) * 997, 'a')));
        answered += answer.ok() && answer->status == 200;
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(answered, 400);
}

TEST_F(HttpsTest, TellsTheThumbprintOfACallersCertificate) {
  const auto partner = authority_.Issue("partner");
  Put("partner", partner);
  config_.ca_file = File("ca.crt");
  config_.client_certificates = "optional";
  Start();
  const auto named = Client(As("partner")).Send(Ask());
  ASSERT_TRUE(named.ok()) << named.status();
  EXPECT_EQ(ThumbprintSeen(*named), tls::ThumbprintOfPem(partner.certificate));
  const auto unnamed = Client(Trusting()).Send(Ask());
  ASSERT_TRUE(unnamed.ok()) << unnamed.status();
  EXPECT_EQ(ThumbprintSeen(*unnamed), "");
}

TEST_F(HttpsTest, RefusesACertificateOfAnotherAuthority) {
  Put("stranger", testing::CertificateAuthority("Another").Issue("stranger"));
  config_.ca_file = File("ca.crt");
  config_.client_certificates = "optional";
  Start();
  EXPECT_FALSE(Client(As("stranger")).Send(Ask()).ok());
}

TEST_F(HttpsTest, WithoutAuthorityTakesAnyCertificateByItsThumbprint) {
  const auto stranger = testing::CertificateAuthority("Another").Issue("stranger");
  Put("stranger", stranger);
  config_.client_certificates = "optional";
  Start();
  const auto answer = Client(As("stranger")).Send(Ask());
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(ThumbprintSeen(*answer), tls::ThumbprintOfPem(stranger.certificate));
}

TEST_F(HttpsTest, RefusesACallerWithoutACertificateWhenOneIsRequired) {
  Put("partner", authority_.Issue("partner"));
  config_.ca_file = File("ca.crt");
  config_.client_certificates = "require";
  Start();
  EXPECT_FALSE(Client(Trusting()).Send(Ask()).ok());
  EXPECT_TRUE(Client(As("partner")).Send(Ask()).ok());
}

TEST_F(HttpsTest, NewConnectionsGetTheNewCertificateAndOldOnesGoOn) {
  Start();
  Client before(Trusting());
  ASSERT_TRUE(before.Send(Ask()).ok());

  // Only who trusts the new authority can see that the certificate is another one.
  const testing::CertificateAuthority successor("Successor");
  Put("ca", {successor.certificate(), ""});
  Put("server", successor.Issue("server"));
  ASSERT_TRUE(credentials_->Reload().value());
  EXPECT_TRUE(Client(Trusting()).Send(Ask()).ok());
  EXPECT_TRUE(before.Send(Ask()).ok());
}

TEST_F(HttpsTest, DrainsIdleConnections) {
  Start();
  Client client(Trusting());
  ASSERT_TRUE(client.Send(Ask()).ok());
  const absl::Time start = absl::Now();
  server_->Drain(start + absl::Seconds(10));
  EXPECT_LT(absl::Now(), start + absl::Seconds(5));
}

}  // namespace
}  // namespace tancua::http
