// Persons who sign in through a partner.
#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "services/identity/api/complete_verification.h"
#include "services/identity/api/create_verification.h"
#include "services/identity/api/oauth.h"
#include "services/identity/api/refresh_token.h"
#include "services/identity/domain/errors.h"
#include "services/identity/partner_fixture.h"

namespace tancua::identity {
namespace {

class ThroughPartner : public PartnerFixture {};

TEST_F(ThroughPartner, NamesAPersonDifferentlyToEachPartnerAndAlwaysTheSame) {
  Register("app");
  Register("ward");
  const auto app = SignInThrough("app", "p01");
  const auto ward = SignInThrough("ward", "p01");
  const auto own = SignIn("p01");
  ASSERT_TRUE(app.ok()) << app.status();
  ASSERT_TRUE(ward.ok()) << ward.status();
  EXPECT_NE(app->citizen().name(), ward->citizen().name());
  EXPECT_NE(app->citizen().name(), own->citizen().name());
  EXPECT_EQ(SignInThrough("app", "p01")->citizen().name(), app->citizen().name());
  EXPECT_NE(SignInThrough("app", "p02")->citizen().name(), app->citizen().name());

  const rpc::Caller caller = CallerOf(app->tokens().access_token()).value();
  EXPECT_TRUE(caller.IsCitizen());
  EXPECT_EQ(caller.subject, own->citizen().name()) << "the suite knows the person";
  EXPECT_EQ(caller.client, "clients/app");
  std::string claims;
  const std::string token = app->tokens().access_token();
  ASSERT_TRUE(absl::WebSafeBase64Unescape(
      token.substr(token.find('.') + 1, token.rfind('.') - token.find('.') - 1), &claims));
  EXPECT_EQ(nlohmann::json::parse(claims)["sub"], app->citizen().name());
  EXPECT_EQ(claims.find(own->citizen().name().substr(9)), std::string::npos);
}

TEST_F(ThroughPartner, RefreshesASessionForThePartnerItBeganWithOnly) {
  const std::string secret = RegisterWithSecret("app");
  const std::string other = RegisterWithSecret("ward");
  const auto begun = SignInThrough("app", "p01");
  const std::string token = begun->tokens().refresh_token();
  EXPECT_KIND(RefreshAs("ward", other, token).status(), kOAuthInvalidGrant);
  EXPECT_KIND(Refresh(token).status(), kRefreshTokenInvalid);
  EXPECT_KIND(RefreshAs("app", secret, "").status(), kOAuthInvalidRequest);

  const auto next = RefreshAs("app", secret, token);

  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_NE(next->refresh_token(), token);
  const rpc::Caller caller = CallerOf(next->access_token()).value();
  EXPECT_EQ(caller.client, "clients/app");
  EXPECT_EQ(caller.level, 2);
  EXPECT_TRUE(Introspect("app", secret, next->refresh_token())->active());
  EXPECT_EQ(Introspect("app", secret, next->refresh_token())->sub(), begun->citizen().name());
  v1::RefreshTokenRequest request;
  request.set_refresh_token(next->refresh_token());
  EXPECT_TRUE(api::RefreshToken(*deps_, PartnerCall("app"), request).ok());
}

TEST_F(ThroughPartner, CompletesAVerificationForWhoStartedItOnly) {
  Register("app");
  v1::CreateVerificationRequest request;
  request.set_request_id(ids_.NewUuid());
  request.set_provider("vneid");
  request.set_redirect_uri(kRedirectUri);
  const auto started = api::CreateVerification(*deps_, PartnerCall("app"), request);
  const auto consent = Consent(started.value(), "p01");
  EXPECT_KIND(Complete(consent).status(), kVerificationNotFound);
  EXPECT_KIND(api::CompleteVerification(*deps_, PartnerCall("ward"), consent).status(),
              kVerificationNotFound);
  EXPECT_TRUE(api::CompleteVerification(*deps_, PartnerCall("app"), consent).ok());
  EXPECT_KIND(
      api::CompleteVerification(*deps_, PartnerCall("app"), Consent(Create(), "p01")).status(),
      kVerificationNotFound);
}

}  // namespace
}  // namespace tancua::identity
