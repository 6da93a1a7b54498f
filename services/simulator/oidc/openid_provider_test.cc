// The realms over real HTTP, as a relying party meets them.
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/clock/clock.h"
#include "common/crypto/digest.h"
#include "common/crypto/envelope.h"
#include "common/http/client.h"
#include "common/id/ids.h"
#include "common/jose/jwt.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/simulator/reply.h"
#include "services/simulator/simulator.h"

namespace tancua::simulator {
namespace {

using ::nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kRedirectUri[] = "http://127.0.0.1:8080/callback";
constexpr char kVerifier[] = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr char kChallenge[] = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

class OpenIdProviderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    SimulatorConfig config;
    config.port = 0;
    auto simulator = Simulator::Build(config, TANCUA_SOURCE_DIR, clock_, ids_);
    ASSERT_TRUE(simulator.ok()) << simulator.status();
    simulator_ = *std::move(simulator);
    ASSERT_TRUE(simulator_->Start().ok());
  }
  void TearDown() override { simulator_->Stop(absl::Now() + absl::Seconds(5)); }

  http::ClientResponse Get(const std::string& path, const std::string& bearer = "") {
    http::ClientRequest request{.url = simulator_->url() + path};
    if (!bearer.empty()) request.headers.emplace_back("Authorization", "Bearer " + bearer);
    return client_.Send(request).value();
  }
  http::ClientResponse Post(
      const std::string& path, const std::string& body,
      const char* type = "application/x-www-form-urlencoded",
      const std::string& credentials = "tancua-development:development-only-not-a-secret") {
    return client_
        .Send({.method = "POST",
               .url = simulator_->url() + path,
               .headers = {{"Content-Type", type},
                           {"Authorization", "Basic " + absl::Base64Escape(credentials)}},
               .body = body})
        .value();
  }
  void Control(const json& switches) {
    ASSERT_EQ(Post("/control/oidc", switches.dump(), "application/json").status, 200);
  }

  static std::string AuthorizeQuery(const std::string& more = "&login_hint=p01&auto=1") {
    return absl::StrCat("?response_type=code&client_id=tancua-development&scope=openid&state=s1",
                        "&nonce=n1&code_challenge_method=S256&code_challenge=", kChallenge,
                        "&redirect_uri=", http::UrlEncode(kRedirectUri), more);
  }
  // The fields of the redirect back to the relying party.
  Fields Authorize(const std::string& query, const std::string& realm = "/vneid") {
    const auto response = Get(realm + "/authorize" + query);
    EXPECT_EQ(response.status, 302) << response.body;
    Fields fields;
    for (const auto& [name, value] : response.headers) {
      if (name != "location") continue;
      EXPECT_EQ(value.substr(0, value.find('?')), kRedirectUri);
      const auto query = http::ParseQuery(value.substr(value.find('?') + 1)).value();
      for (const auto& [key, text] : query) fields[key] = text;
    }
    return fields;
  }
  static std::string TokenForm(const std::string& code, const std::string& verifier = kVerifier) {
    return absl::StrCat("grant_type=authorization_code&code=", code, "&code_verifier=", verifier,
                        "&redirect_uri=", http::UrlEncode(kRedirectUri));
  }
  json Claims(const std::string& id_token, const std::string& realm, const char* algorithm) {
    const auto keys = jose::KeySet::Parse(Get(realm + "/jwks").body).value();
    return keys
        .Verify(id_token, {.issuer = simulator_->url() + realm,
                           .audience = "tancua-development",
                           .algorithms = {algorithm},
                           .now = clock_.Now()})
        .value();
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  RandomIds ids_{clock_};
  std::unique_ptr<Simulator> simulator_;
  http::Client client_;
};

TEST_F(OpenIdProviderTest, SaysOnEveryAnswerThatItIsASimulator) {
  for (const char* path : {"/", "/vneid/jwks", "/nothing"}) {
    EXPECT_THAT(Get(path).headers,
                ::testing::Contains(std::pair<std::string, std::string>("x-simulator", "tancua")));
  }
  EXPECT_THAT(Get("/").body, HasSubstr("simulator"));
  EXPECT_EQ(Get("/nothing").status, 404);
  EXPECT_EQ(Get("/vneid/token").status, 405);
}

TEST_F(OpenIdProviderTest, DescribesItselfUnderItsIssuer) {
  const json document = json::parse(Get("/vneid/.well-known/openid-configuration").body);
  EXPECT_EQ(document["issuer"], simulator_->url() + "/vneid");
  EXPECT_EQ(document["token_endpoint"], simulator_->url() + "/vneid/token");
  EXPECT_EQ(document["id_token_signing_alg_values_supported"], json::array({"RS256"}));
}

TEST_F(OpenIdProviderTest, LeadsFromConsentToTheCitizensClaims) {
  const Fields back = Authorize(AuthorizeQuery());
  ASSERT_EQ(back.at("state"), "s1");
  ASSERT_EQ(back.at("iss"), simulator_->url() + "/vneid");

  const auto answer = Post("/vneid/token", TokenForm(back.at("code")));

  ASSERT_EQ(answer.status, 200) << answer.body;
  const json tokens = json::parse(answer.body);
  const json claims = Claims(tokens["id_token"], "/vneid", "RS256");
  EXPECT_EQ(claims["nonce"], "n1");
  EXPECT_EQ(claims["acr"], "LoA2");
  EXPECT_EQ(claims["so_dinh_danh"], simulator_->citizens()[0].number);
  EXPECT_EQ(
      claims["at_hash"],
      crypto::Base64Url(crypto::Sha256(tokens["access_token"].get<std::string>()).substr(0, 16)));
  EXPECT_THAT(claims["sub"].get<std::string>(), Not(HasSubstr(simulator_->citizens()[0].number)));
  const json info = json::parse(Get("/vneid/userinfo", tokens["access_token"]).body);
  EXPECT_EQ(info["sub"], claims["sub"]);
  EXPECT_EQ(info["ho_ten"], simulator_->citizens()[0].name);
}

TEST_F(OpenIdProviderTest, SignsOfficersInWithTheirUserName) {
  const Fields back = Authorize(AuthorizeQuery("&login_hint=clerk.27442&auto=1"), "/staff");
  const json tokens = json::parse(Post("/staff/token", TokenForm(back.at("code"))).body);
  EXPECT_EQ(Claims(tokens["id_token"], "/staff", "ES256")["preferred_username"], "clerk.27442");
}

TEST_F(OpenIdProviderTest, ShowsThePersonsWhenNobodyWasChosen) {
  const auto page = Get("/vneid/authorize" + AuthorizeQuery(""));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(simulator_->citizens()[0].name));
  EXPECT_THAT(page.body, HasSubstr("login_hint=p44"));
}

TEST_F(OpenIdProviderTest, NeverRedirectsToAnUnregisteredAddress) {
  const std::string query =
      "?response_type=code&client_id=tancua-development&auto=1&login_hint=p01&redirect_uri=";
  EXPECT_EQ(Get("/vneid/authorize" + query + http::UrlEncode("http://evil.example/")).status, 400);
  EXPECT_EQ(
      Get("/vneid/authorize" + query + http::UrlEncode(std::string(kRedirectUri) + "/x")).status,
      400);
}

TEST_F(OpenIdProviderTest, WantsPkceAndAPerson) {
  std::string query = AuthorizeQuery();
  query.replace(query.find("S256"), 4, "plain");
  EXPECT_EQ(Authorize(query).at("error"), "invalid_request");
  EXPECT_EQ(Authorize(AuthorizeQuery("&prompt=none")).at("error"), "login_required");
  EXPECT_EQ(Authorize(AuthorizeQuery("&cancel=1")).at("error"), "access_denied");
  EXPECT_EQ(Authorize(AuthorizeQuery("&login_hint=nobody&auto=1")).at("error"), "login_required");
}

TEST_F(OpenIdProviderTest, RefusesAWrongVerifierSecretOrLateCode) {
  const auto code = [&] { return Authorize(AuthorizeQuery()).at("code"); };
  EXPECT_EQ(Post("/vneid/token", TokenForm(code(), "another")).status, 400);
  EXPECT_EQ(
      Post("/vneid/token", TokenForm(code()), "application/x-www-form-urlencoded", "a:b").status,
      401);
  const std::string late = code();
  clock_.Advance(absl::Seconds(60));
  EXPECT_EQ(Post("/vneid/token", TokenForm(late)).status, 400);
}

TEST_F(OpenIdProviderTest, RevokesTheTokenWhenACodeComesTwice) {
  const std::string code = Authorize(AuthorizeQuery()).at("code");
  const json tokens = json::parse(Post("/vneid/token", TokenForm(code)).body);
  ASSERT_EQ(Get("/vneid/userinfo", tokens["access_token"]).status, 200);
  EXPECT_EQ(Post("/vneid/token", TokenForm(code)).status, 400);
  EXPECT_EQ(Get("/vneid/userinfo", tokens["access_token"]).status, 401);
}

TEST_F(OpenIdProviderTest, RevokesOnRequest) {
  const json tokens =
      json::parse(Post("/vneid/token", TokenForm(Authorize(AuthorizeQuery()).at("code"))).body);
  const std::string token = tokens["access_token"];
  EXPECT_EQ(Post("/vneid/revoke", "token=" + token).status, 200);
  EXPECT_EQ(Get("/vneid/userinfo", token).status, 401);
}

TEST_F(OpenIdProviderTest, FailsAsItsSwitchesSay) {
  Control({{"realm", "vneid"}, {"deny", true}});
  EXPECT_EQ(Authorize(AuthorizeQuery()).at("error"), "access_denied");
  Control({{"realm", "vneid"}, {"expired_codes", true}});
  const std::string code = Authorize(AuthorizeQuery()).at("code");
  EXPECT_EQ(Post("/vneid/token", TokenForm(code)).status, 400);
  Control({{"realm", "vneid"}, {"status", 503}});
  EXPECT_EQ(Get("/vneid/jwks").status, 503);
  EXPECT_EQ(Get("/staff/jwks").status, 200) << "the other realm stays well";
  Control({{"realm", "vneid"}});
  EXPECT_EQ(Get("/vneid/jwks").status, 200);
}

TEST_F(OpenIdProviderTest, PublishesTwoKeysAndTheOldOneAfterRotation) {
  const json before = json::parse(Get("/staff/jwks").body);
  ASSERT_EQ(before["keys"].size(), 2u);
  Control({{"realm", "staff"}, {"rotate_keys", true}});
  const json after = json::parse(Get("/staff/jwks").body);
  ASSERT_EQ(after["keys"].size(), 2u);
  EXPECT_NE(after["keys"][0], before["keys"][0]);
  EXPECT_EQ(after["keys"][1], before["keys"][0]);
}

TEST_F(OpenIdProviderTest, RefusesAMistypedSwitch) {
  for (const char* body :
       {"{\"realm\":\"vneid\",\"denny\":true}", "{\"realm\":\"vneid\",\"level\":3}",
        "{\"realm\":\"bank\"}", "{}", "[]", "nonsense"}) {
    EXPECT_EQ(Post("/control/oidc", body, "application/json").status, 400) << body;
  }
}

TEST_F(OpenIdProviderTest, WrapsItsAnswersForTheClientWhereIntegratorsSaySo) {
  const auto keys = crypto::GenerateEnvelopeKeys();
  simulator_->Stop(absl::Now() + absl::Seconds(5));
  SimulatorConfig config;
  config.port = 0;
  config.wrapping_key.value = keys.public_key;
  simulator_ = Simulator::Build(config, TANCUA_SOURCE_DIR, clock_, ids_).value();
  ASSERT_TRUE(simulator_->Start().ok());
  const auto open = [&](const http::ClientResponse& response) {
    const json answer = json::parse(response.body);
    crypto::Envelope envelope;
    EXPECT_TRUE(absl::Base64Unescape(answer.value("data", ""), &envelope.data));
    EXPECT_TRUE(absl::Base64Unescape(answer.value("key", ""), &envelope.key));
    return json::parse(crypto::OpenEnvelope(keys.private_key, envelope, {}).value());
  };

  const Fields redirect = Authorize(AuthorizeQuery(), "/vneid-wrapped");
  const json tokens = open(Post("/vneid-wrapped/token", TokenForm(redirect.at("code"))));
  EXPECT_FALSE(tokens.contains("id_token"));
  const json info = open(Get("/vneid-wrapped/userinfo", tokens["access_token"]));
  EXPECT_EQ(info["muc_dinh_danh"], "2");
  EXPECT_EQ(info["auth_time"], absl::ToUnixSeconds(clock_.Now()));
  EXPECT_EQ(Get("/vneid-wrapped/.well-known/openid-configuration").status, 404);
}

TEST_F(OpenIdProviderTest, SaysWhatIsMissingWhenNoKeyWrapsItsAnswers) {
  const Fields redirect = Authorize(AuthorizeQuery(), "/vneid-wrapped");
  EXPECT_EQ(Post("/vneid-wrapped/token", TokenForm(redirect.at("code"))).status, 503);
}

}  // namespace
}  // namespace tancua::simulator
