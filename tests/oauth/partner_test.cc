// Partners against an installation of separate processes, over HTTP as they would come.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/http/client.h"
#include "common/jose/jwt.h"
#include "tests/partner/actions.h"
#include "tests/support/command.h"
#include "tests/support/deployment.h"
#include "tests/support/node.h"

namespace tancua {
namespace {

using nlohmann::json;
using partner::Answer;
using partner::NewRequestId;
using testing::Deployment;

class PartnerTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    deployment_ = new Deployment(Deployment::Shape::kServices);
    ASSERT_TRUE(deployment_->Start().ok()) << deployment_->Logs();
    client_ = new partner::Client(deployment_->endpoints());
    admin_ = client_->SignIn("staff", "admin.city").access_token;
    ASSERT_FALSE(admin_.empty());
  }
  static void TearDownTestSuite() {
    delete client_;
    delete deployment_;
  }

  // Registers a client as the city would. `more` replaces members of the client.
  static void Register(const std::string& id, const json& more = json::object()) {
    json client{{"displayName", "Phường bạn"},
                {"scopes", {"dossiers.read", "dossiers.write", "applicants.read"}},
                {"wards", {"wards/27442"}},
                {"limit", {{"perSecond", 500}, {"burst", 1000}}}};
    client.update(more);
    const Answer answer = client_->Post(
        "/v1/clients", {{"requestId", NewRequestId()}, {"clientId", id}, {"client", client}},
        admin_);
    ASSERT_TRUE(answer.ok()) << answer.body;
  }
  static Answer AddKey(const std::string& id, json key) {
    key["requestId"] = NewRequestId();
    Answer answer = client_->Post("/v1/clients/" + id + "/keys", key, admin_);
    EXPECT_TRUE(answer.ok()) << answer.body;
    return answer;
  }
  static std::string AddSecret(const std::string& id) {
    return AddKey(id, {{"generateSecret", true}}).Text("secret");
  }

  static http::ClientResponse PostForm(const std::string& path, const std::string& form,
                                       const std::string& authorization = "") {
    http::ClientRequest request{.method = "POST",
                                .url = deployment_->endpoints().gateway + path,
                                .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                                .body = form};
    if (!authorization.empty()) request.headers.emplace_back("Authorization", authorization);
    http::Client http;
    auto response = http.Send(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *std::move(response) : http::ClientResponse();
  }
  static std::string SignIn(const std::string& id, const std::string& secret) {
    const auto response = PostForm(
        "/oauth2/token",
        absl::StrCat("grant_type=client_credentials&client_id=", id, "&client_secret=", secret));
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body).value("access_token", "");
  }
  // A person signs in through a partner's app.
  static Answer SignInThrough(const std::string& partner_token, const std::string& person) {
    const Answer started = client_->Post("/v1/verifications",
                                         {{"requestId", NewRequestId()},
                                          {"provider", "vneid"},
                                          {"redirectUri", partner::kRedirectUri}},
                                         partner_token);
    const auto redirect = client_->Consent(started.Text("authorizationUri"), person);
    return client_->Post(
        absl::StrCat("/v1/", started.Text("name"), ":complete"),
        {{"code", redirect.code}, {"state", redirect.state}, {"issuer", redirect.issuer}},
        partner_token);
  }
  // How long until a call with the token is refused for `reason`; infinite when it never is.
  static absl::Duration RefusedAfter(const std::string& token, const std::string& reason) {
    const absl::Time start = absl::Now();
    while (absl::Now() - start < absl::Seconds(10)) {
      if (client_->Get("/v1/dossiers?ward=wards/27442", token).reason() == reason) {
        return absl::Now() - start;
      }
      absl::SleepFor(absl::Milliseconds(20));
    }
    return absl::InfiniteDuration();
  }

  static Deployment* deployment_;
  static partner::Client* client_;
  static std::string admin_;
};

Deployment* PartnerTest::deployment_ = nullptr;
partner::Client* PartnerTest::client_ = nullptr;
std::string PartnerTest::admin_;

std::string HeaderOf(const http::ClientResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

TEST_F(PartnerTest, ACertifiedClientLibrarySignsInIntrospectsAndRevokes) {
  Register("by-secret");
  Register("by-key");
  const std::string pem = jose::GenerateEs256Pem();
  const std::string key_file = deployment_->folder() + "/partner.pem";
  std::ofstream(key_file) << pem;
  const json jwk = jose::Signer::FromPem(pem, "partner").value().PublicJwk();
  AddKey("by-key", {{"jsonWebKey", jwk.dump()}});

  const auto folder = testing::InstallNodePrograms("oauth");
  ASSERT_TRUE(folder.ok()) << folder.status();

  const auto output = testing::Output(
      absl::StrCat("node ", *folder, "/partner.mjs ", deployment_->endpoints().gateway,
                   " by-secret ", AddSecret("by-secret"), " by-key ", key_file, " 2>&1"));

  EXPECT_TRUE(output.ok()) << output.status() << deployment_->Logs();
}

TEST_F(PartnerTest, AnswersAreThoseOfTheRfc) {
  const auto refused = PostForm("/oauth2/token", "grant_type=client_credentials", "Basic eDp5");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(HeaderOf(refused, "www-authenticate"), "Basic realm=\"tancua\", charset=\"UTF-8\"");
  EXPECT_EQ(HeaderOf(refused, "cache-control"), "no-store");
  EXPECT_EQ(json::parse(refused.body)["error"], "invalid_client");
  EXPECT_FALSE(json::parse(refused.body)["message"].get<std::string>().empty());

  const Answer as_json = client_->Post("/oauth2/token", {{"grant_type", "client_credentials"}});
  EXPECT_EQ(as_json.status, 400);
  EXPECT_EQ(as_json.Text("error"), "invalid_request");
  const Answer keys = client_->Get("/oauth2/jwks");
  EXPECT_EQ(keys.body["keys"][0]["kty"], "EC");
  EXPECT_EQ(client_->Get("/.well-known/oauth-authorization-server").Text("token_endpoint"),
            deployment_->endpoints().gateway + "/oauth2/token");
}

TEST_F(PartnerTest, ActsForItsWardsOnly) {
  Register("ward-partner");
  const std::string token = SignIn("ward-partner", AddSecret("ward-partner"));
  EXPECT_TRUE(client_->Get("/v1/dossiers?ward=wards/27442", token).ok());
  EXPECT_EQ(client_->Get("/v1/dossiers?ward=wards/26944", token).reason(), "OTHER_WARD");
  EXPECT_EQ(client_->Get("/v1/dossiers", token).reason(), "INVALID_FIELD");
  EXPECT_EQ(client_->Get("/v1/dossiers/H29.27442-261122-0001/messages", token).reason(),
            "SCOPE_MISSING");
  EXPECT_EQ(client_->Get("/v1/clients", token).reason(), "ACTOR_NOT_ALLOWED");

  const Answer procedure = client_->Get("/v1/procedures/1.014027");
  json filing = partner::OnlineApplication(procedure.body, "wards/27442",
                                           partner::UploadPapers(*client_, procedure.body, token));
  filing["channel"] = "COUNTER";
  filing["applicant"] = {{"displayName", "Trần Thị Bưởi"}, {"citizenNumber", "001151012345"}};
  const Answer filed = client_->Post("/v1/dossiers", filing, token);
  ASSERT_TRUE(filed.ok()) << filed.body;
  EXPECT_EQ(filed.body["history"][0]["actor"], "clients/ward-partner");
  filing["ward"] = "wards/26944";
  filing["requestId"] = NewRequestId();
  EXPECT_EQ(client_->Post("/v1/dossiers", filing, token).reason(), "OTHER_WARD");
}

TEST_F(PartnerTest, CallsTooFastAndIsToldWhenToComeBack) {
  Register("hasty", {{"limit", {{"perSecond", 0.2}, {"burst", 3}}}});
  const std::string token = SignIn("hasty", AddSecret("hasty"));
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(client_->Get("/v1/dossiers?ward=wards/27442", token).ok());
  }
  const Answer limited = client_->Get("/v1/dossiers?ward=wards/27442", token);
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(limited.reason(), "CLIENT_LIMIT_EXCEEDED");
  const int seconds = std::stoi(limited.retry_after);
  EXPECT_GE(seconds, 1);
  EXPECT_LE(seconds, 5);
}

TEST_F(PartnerTest, SeesAPersonUnderANameOfItsOwn) {
  Register("app-one");
  Register("app-two");
  const std::string one = SignIn("app-one", AddSecret("app-one"));
  const std::string two = SignIn("app-two", AddSecret("app-two"));
  const Answer through_one = SignInThrough(one, "p02");
  const Answer through_two = SignInThrough(two, "p02");
  ASSERT_TRUE(through_one.ok()) << through_one.body;
  const std::string name_one = through_one.body["citizen"]["name"];
  const std::string name_two = through_two.body["citizen"]["name"];
  EXPECT_NE(name_one, name_two);
  EXPECT_EQ(SignInThrough(one, "p02").body["citizen"]["name"], name_one);

  // The person files in the first app; both partners, and the person elsewhere, see the dossier.
  const std::string person = through_one.body["tokens"]["accessToken"];
  EXPECT_EQ(client_->Get("/v1/citizens/me", person).Text("name"), name_one);
  EXPECT_EQ(client_->Get("/v1/" + name_one, person).Text("name"), name_one);
  const Answer procedure = client_->Get("/v1/procedures/1.014027");
  const Answer filed = client_->Post(
      "/v1/dossiers",
      partner::OnlineApplication(procedure.body, "wards/27442",
                                 partner::UploadPapers(*client_, procedure.body, person)),
      person);
  ASSERT_TRUE(filed.ok()) << filed.body;
  const std::string path = "/v1/" + filed.Text("name");
  EXPECT_EQ(filed.body["applicant"]["citizen"], name_one);
  EXPECT_EQ(client_->Get(path, one).body["applicant"]["citizen"], name_one);
  EXPECT_EQ(client_->Get(path, one).body["history"][0]["actor"], name_one);
  EXPECT_EQ(client_->Get(path, two).body["applicant"]["citizen"], name_two);
  const std::string elsewhere = through_two.body["tokens"]["accessToken"];
  EXPECT_EQ(client_->Get(path, elsewhere).body["applicant"]["citizen"], name_two);
}

TEST_F(PartnerTest, LosesWhatIsRevokedInEveryServiceWithinSeconds) {
  Register("revoked");
  const std::string secret = AddSecret("revoked");
  const std::string token = SignIn("revoked", secret);
  ASSERT_TRUE(client_->Get("/v1/dossiers?ward=wards/27442", token).ok());
  PostForm("/oauth2/revoke",
           absl::StrCat("client_id=revoked&client_secret=", secret, "&token=", token));
  const absl::Duration token_after = RefusedAfter(token, "TOKEN_REVOKED");
  EXPECT_LT(token_after, absl::Seconds(5));

  const Answer key = AddKey("revoked", {{"generateSecret", true}});
  const std::string of_key = SignIn("revoked", key.Text("secret"));
  ASSERT_TRUE(client_->Get("/v1/dossiers?ward=wards/27442", of_key).ok());
  const std::string key_name = key.body["key"]["name"];
  ASSERT_TRUE(
      client_->Post("/v1/" + key_name + ":revoke", {{"requestId", NewRequestId()}}, admin_).ok());
  EXPECT_LT(RefusedAfter(of_key, "TOKEN_REVOKED"), absl::Seconds(5));

  const std::string of_client = SignIn("revoked", secret);
  ASSERT_TRUE(
      client_->Post("/v1/clients/revoked:disable", {{"requestId", NewRequestId()}}, admin_).ok());
  EXPECT_LT(RefusedAfter(of_client, "TOKEN_REVOKED"), absl::Seconds(5));
  EXPECT_EQ(PostForm("/oauth2/token",
                     absl::StrCat("grant_type=client_credentials&client_id=revoked&client_secret=",
                                  secret))
                .status,
            401);
  std::printf("revoked token refused after %s\n", absl::FormatDuration(token_after).c_str());
}

TEST_F(PartnerTest, CannotSayWhichCertificateItHolds) {
  Register("by-certificate");
  AddKey("by-certificate", {{"certificateThumbprint", std::string(64, '0')}});
  http::Client http;
  const auto response =
      http.Send({.method = "POST",
                 .url = deployment_->endpoints().gateway + "/oauth2/token",
                 .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                             {"X-Client-Cert-Thumbprint", std::string(43, 'A')}},
                 .body = "grant_type=client_credentials&client_id=by-certificate"});
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->status, 401) << response->body;
}

TEST_F(PartnerTest, OfTheDemonstrationSignsInAsTheDocumentsSay) {
  const std::string token = SignIn("cong-dan-so", "development-only-not-a-secret");
  EXPECT_TRUE(client_->Get("/v1/dossiers?ward=wards/26944", token).ok());
}

}  // namespace
}  // namespace tancua
