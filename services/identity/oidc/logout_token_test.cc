#include "services/identity/oidc/logout_token.h"

#include "common/status/error.h"
#include "gtest/gtest.h"

namespace tancua::identity::oidc {
namespace {

nlohmann::json LogoutClaims() {
  return {{"sub", "person"},
          {"sid", "browser"},
          {"iat", 1'800'000'000},
          {"jti", "1"},
          {"events",
           {{"http://schemas.openid.net/event/backchannel-logout", nlohmann::json::object()}}}};
}

std::string CauseOfRefusal(const nlohmann::json& claims) {
  const auto token = ReadLogoutToken(claims);
  if (token.ok()) return "accepted";
  return status::Describe(token.status())->detail.metadata.front().second;
}

TEST(LogoutToken, SaysWhoseSessionsEnd) {
  const auto token = ReadLogoutToken(LogoutClaims());
  ASSERT_TRUE(token.ok()) << token.status();
  EXPECT_EQ(token->subject, "person");
  EXPECT_EQ(token->session, "browser");
  EXPECT_EQ(token->issued_at, absl::FromUnixSeconds(1'800'000'000));
  for (const char* claim : {"sub", "sid"}) {
    nlohmann::json claims = LogoutClaims();
    claims.erase(claim);
    EXPECT_EQ(CauseOfRefusal(claims), "accepted");
  }
}

TEST(LogoutToken, IsRefusedWhenItIsAnotherKindOfToken) {
  nlohmann::json claims = LogoutClaims();
  claims["nonce"] = "n";
  EXPECT_EQ(CauseOfRefusal(claims), "nonce");
  claims = LogoutClaims();
  claims.erase("events");
  EXPECT_EQ(CauseOfRefusal(claims), "events");
  claims["events"] = {{"http://schemas.openid.net/event/backchannel-logout", true}};
  EXPECT_EQ(CauseOfRefusal(claims), "events");
  claims["events"] = {{"something-else", nlohmann::json::object()}};
  EXPECT_EQ(CauseOfRefusal(claims), "events");
}

TEST(LogoutToken, IsRefusedWhenItLacksWhatItMustSay) {
  for (const char* claim : {"jti", "iat"}) {
    nlohmann::json claims = LogoutClaims();
    claims.erase(claim);
    EXPECT_EQ(CauseOfRefusal(claims), claim);
  }
  nlohmann::json claims = LogoutClaims();
  claims.erase("sub");
  claims.erase("sid");
  EXPECT_EQ(CauseOfRefusal(claims), "sub");
}

}  // namespace
}  // namespace tancua::identity::oidc
