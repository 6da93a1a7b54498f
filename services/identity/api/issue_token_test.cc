#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "services/identity/api/oauth.h"
#include "services/identity/domain/errors.h"
#include "services/identity/partner_fixture.h"

namespace tancua::identity {
namespace {

using ::testing::ElementsAre;

class IssueToken : public PartnerFixture {
 protected:
  absl::StatusOr<v1::IssueTokenResponse> WithBasic(const std::string& credentials,
                                                   v1::IssueTokenRequest request = {}) {
    rpc::Call call = NewCall();
    call.metadata["authorization"] = "Basic " + absl::Base64Escape(credentials);
    request.set_grant_type("client_credentials");
    return api::IssueToken(*deps_, call, request);
  }
  double Refused(const std::string& reason) {
    for (const auto& family : registry_.Collect()) {
      if (family.name != "tancua_identity_oauth_refused_requests_total") continue;
      for (const auto& metric : family.metric) {
        for (const auto& label : metric.label) {
          if (label.name == "reason" && label.value == reason) return metric.counter.value;
        }
      }
    }
    return 0;
  }
};

TEST_F(IssueToken, GivesAPartnerAShortTokenThatSaysWhatItMay) {
  const std::string secret = RegisterWithSecret("app");
  const auto token = SignInClient("app", secret);
  ASSERT_TRUE(token.ok()) << token.status();
  EXPECT_EQ(token->token_type(), "Bearer");
  EXPECT_EQ(token->expires_in(), 600);
  EXPECT_EQ(token->scope(), "dossiers.read messages.read");
  EXPECT_EQ(token->refresh_token(), "") << "a client has its credentials";
  const rpc::Caller caller = CallerOf(token->access_token()).value();
  EXPECT_TRUE(caller.IsPartner());
  EXPECT_EQ(caller.subject, "clients/app");
  EXPECT_EQ(caller.client, "clients/app");
  EXPECT_THAT(caller.scopes, ElementsAre("dossiers.read", "messages.read"));
  EXPECT_THAT(caller.wards, ElementsAre("wards/26944", "wards/27442"));
  EXPECT_EQ(caller.rate.per_second, 5);
  EXPECT_EQ(caller.rate.burst, 7);
}

TEST_F(IssueToken, GivesNoMoreScopesThanTheClientHas) {
  const std::string secret = RegisterWithSecret("app");
  EXPECT_EQ(SignInClient("app", secret, "messages.read")->scope(), "messages.read");
  EXPECT_KIND(SignInClient("app", secret, "messages.read dossiers.write").status(),
              kOAuthInvalidScope);
  EXPECT_KIND(SignInClient("app", secret, "root").status(), kOAuthInvalidScope);
}

TEST_F(IssueToken, TakesASecretByHeaderAndByBody) {
  const std::string secret = RegisterWithSecret("app");
  EXPECT_TRUE(WithBasic("app:" + secret).ok());
  EXPECT_TRUE(SignInClient("app", secret).ok());
  v1::IssueTokenRequest both;
  both.set_client_id("app");
  both.set_client_secret(secret);
  EXPECT_KIND(WithBasic("app:" + secret, both).status(), kOAuthInvalidRequest);
  both.clear_client_secret();
  both.set_client_id("other");
  EXPECT_KIND(WithBasic("app:" + secret, both).status(), kOAuthInvalidRequest);
}

TEST_F(IssueToken, DoesNotTellWhoIsUnknownFromWhoIsWrong) {
  const std::string secret = RegisterWithSecret("app");
  ASSERT_TRUE(Disable("app").ok());
  Register("ward");
  for (const auto& refused : {SignInClient("nobody", secret), SignInClient("app", secret),
                              SignInClient("ward", secret)}) {
    EXPECT_KIND(refused.status(), kOAuthInvalidClient);
    EXPECT_EQ(CauseOf(refused.status()), "credentials");
  }
  EXPECT_EQ(Refused("oauth_invalid_client: credentials"), 3);
  for (const char* basic : {"", "app", "app:", ":x", "%zz:x"}) {
    EXPECT_EQ(CauseOf(WithBasic(basic).status()), "no credentials") << basic;
  }
}

TEST_F(IssueToken, WantsAGrantThatItKnows) {
  const std::string secret = RegisterWithSecret("app");
  v1::IssueTokenRequest request;
  request.set_client_id("app");
  request.set_client_secret(secret);
  EXPECT_KIND(api::IssueToken(*deps_, NewCall(), request).status(), kOAuthInvalidRequest);
  request.set_grant_type("password");
  EXPECT_KIND(api::IssueToken(*deps_, NewCall(), request).status(), kOAuthUnsupportedGrantType);
}

TEST_F(IssueToken, TakesOnlyTheMethodsThatTheClientMayUse) {
  auto request = NewClient("app");
  request.mutable_client()->add_auth_methods("private_key_jwt");
  ASSERT_TRUE(api::CreateClient(*deps_, CityAdmin(), request).ok());
  const std::string secret = AddSecret("app").secret();
  EXPECT_EQ(CauseOf(SignInClient("app", secret).status()), "method not allowed");
  (void)AddJwk("app", signer_);
  EXPECT_TRUE(SignInWith(Assertion("app", signer_)).ok());
}

TEST_F(IssueToken, TakesAnAssertionThatTheClientSigned) {
  Register("app");
  (void)AddJwk("app", signer_);
  const jose::Signer rsa = jose::Signer::FromPem(jose::GenerateRs256Pem(), "").value();
  (void)AddJwk("app", rsa);
  EXPECT_TRUE(SignInWith(Assertion("app", signer_)).ok());
  EXPECT_TRUE(SignInWith(Assertion("app", rsa)).ok());
  for (const std::string& audience :
       {config_.oauth.issuer, config_.oauth.issuer + "/oauth2/token"}) {
    EXPECT_TRUE(SignInWith(Assertion("app", signer_, {{"aud", audience}})).ok());
    EXPECT_TRUE(SignInWith(Assertion("app", signer_, {{"aud", {"x", audience}}})).ok());
  }
}

TEST_F(IssueToken, BelievesNoAssertionThatFailsACheck) {
  Register("app");
  Register("ward");
  (void)AddJwk("app", signer_);
  const auto cause = [&](const nlohmann::json& claims) {
    return CauseOf(SignInWith(Assertion("app", signer_, claims)).status());
  };
  const auto seconds = [&](absl::Duration from_now) {
    return absl::ToUnixSeconds(clock_.Now() + from_now);
  };
  EXPECT_EQ(cause({{"aud", "https://elsewhere.example"}}), "assertion audience");
  EXPECT_EQ(cause({{"iss", "ward"}}), "assertion issuer");
  EXPECT_EQ(cause({{"sub", "ward"}}), "assertion signature") << "not a key of ward";
  EXPECT_EQ(cause({{"exp", seconds(-absl::Minutes(2))}}), "assertion expired");
  EXPECT_EQ(cause({{"exp", seconds(absl::Hours(1))}}), "assertion too_long");
  EXPECT_EQ(cause({{"exp", "soon"}}), "assertion malformed");
  EXPECT_EQ(cause({{"nbf", seconds(absl::Minutes(5))}}), "assertion not_yet_valid");
  EXPECT_EQ(cause({{"jti", ""}}), "assertion jti");
  EXPECT_EQ(cause({{"jti", 7}}), "assertion jti");
  const jose::Signer forger =
      jose::Signer::FromPem(jose::GenerateEs256Pem(), "partner-key").value();
  EXPECT_EQ(CauseOf(SignInWith(Assertion("app", forger)).status()), "assertion signature");
  EXPECT_EQ(CauseOf(SignInWith("x.y.z").status()), "no credentials");
  std::string unsigned_token = Assertion("app", signer_);
  unsigned_token.replace(0, unsigned_token.find('.'), "eyJhbGciOiJub25lIn0");
  EXPECT_EQ(CauseOf(SignInWith(unsigned_token).status()), "assertion algorithm");
}

TEST_F(IssueToken, TakesAnAssertionOnce) {
  Register("app");
  (void)AddJwk("app", signer_);
  const std::string assertion = Assertion("app", signer_);
  ASSERT_TRUE(SignInWith(assertion).ok());
  const absl::Status replayed = SignInWith(assertion).status();
  EXPECT_KIND(replayed, kOAuthInvalidClient);
  EXPECT_EQ(CauseOf(replayed), "assertion replayed");
  EXPECT_EQ(CauseOf(SignInWith(Assertion("app", signer_, {{"jti", "one"}})).status()), "");
  EXPECT_EQ(CauseOf(SignInWith(Assertion("app", signer_, {{"jti", "one"}})).status()),
            "assertion replayed");
}

TEST_F(IssueToken, KnowsAClientByTheCertificateOfItsConnection) {
  Register("app");
  v1::AddClientKeyRequest key;
  key.set_parent("clients/app");
  key.set_certificate_thumbprint(std::string(64, '0'));
  ASSERT_TRUE(AddKey(key).ok());
  v1::IssueTokenRequest request;
  request.set_grant_type("client_credentials");
  request.set_client_id("app");
  rpc::Call call = NewCall();
  EXPECT_EQ(CauseOf(api::IssueToken(*deps_, call, request).status()), "no credentials");
  call.metadata[std::string(rpc::kClientCertificateThumbprint)] = std::string(43, 'A');
  EXPECT_TRUE(api::IssueToken(*deps_, call, request).ok());
  call.metadata[std::string(rpc::kClientCertificateThumbprint)] = std::string(43, 'B');
  EXPECT_EQ(CauseOf(api::IssueToken(*deps_, call, request).status()), "credentials");
}

TEST_F(IssueToken, TakesNoKeyThatHasExpired) {
  Register("app");
  v1::AddClientKeyRequest request;
  request.set_parent("clients/app");
  request.set_generate_secret(true);
  request.mutable_expire_time()->set_seconds(absl::ToUnixSeconds(clock_.Now() + absl::Hours(1)));
  const std::string secret = AddKey(request)->secret();
  EXPECT_TRUE(SignInClient("app", secret).ok());
  clock_.Advance(absl::Hours(1));
  EXPECT_KIND(SignInClient("app", secret).status(), kOAuthInvalidClient);
}

TEST_F(IssueToken, SaysWhereItsEndpointsAre) {
  config_.oauth.issuer = "https://dichvucong.example";
  const auto metadata = api::GetOAuthMetadata(*deps_, NewCall(), {});
  EXPECT_EQ(metadata->issuer(), "https://dichvucong.example");
  EXPECT_EQ(metadata->token_endpoint(), "https://dichvucong.example/oauth2/token");
  EXPECT_EQ(metadata->jwks_uri(), "https://dichvucong.example/oauth2/jwks");
  EXPECT_THAT(metadata->token_endpoint_auth_methods_supported(),
              ElementsAre("client_secret_basic", "client_secret_post", "private_key_jwt",
                          "tls_client_auth"));
}

}  // namespace
}  // namespace tancua::identity
