// Signing out over HTTP: by the person, and by the provider that the person signed in with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/http/client.h"
#include "tests/partner/client.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using ::testing::StartsWith;

class Sessions : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    deployment_ = new testing::Deployment(testing::Deployment::Shape::kSuite);
    ASSERT_TRUE(deployment_->Start().ok()) << deployment_->Logs();
    client_ = new partner::Client(deployment_->endpoints());
  }
  static void TearDownTestSuite() {
    EXPECT_EQ(deployment_->process("suite").Terminate(), 0);
    delete client_;
    delete deployment_;
  }

  static partner::Answer Refresh(const partner::Session& session) {
    return client_->Post("/v1/tokens:refresh", {{"refreshToken", session.refresh_token}});
  }

  static testing::Deployment* deployment_;
  static partner::Client* client_;
};

testing::Deployment* Sessions::deployment_ = nullptr;
partner::Client* Sessions::client_ = nullptr;

TEST_F(Sessions, APersonListsThemAndSignsOutOfOne) {
  const partner::Session phone = client_->SignIn("vneid", "p03");
  const partner::Session laptop = client_->SignIn("vneid", "p03");
  const auto list = client_->Get("/v1/sessions", phone.access_token);
  ASSERT_EQ(list.status, 200) << list.body;
  EXPECT_EQ(list.body["sessions"].size(), 2u);

  const auto ended =
      client_->Post("/v1/sessions/current:end", {{"postLogoutRedirectUri", partner::kRedirectUri}},
                    phone.access_token);
  ASSERT_EQ(ended.status, 200) << ended.body;
  EXPECT_THAT(ended.Text("endSessionUri"),
              StartsWith(deployment_->endpoints().simulator + "/vneid/logout?"));
  EXPECT_EQ(Refresh(phone).reason(), "REFRESH_TOKEN_INVALID");
  EXPECT_EQ(Refresh(laptop).status, 200);
}

TEST_F(Sessions, APersonSignsOutEverywhere) {
  const partner::Session phone = client_->SignIn("vneid", "p04");
  const partner::Session laptop = client_->SignIn("vneid", "p04");
  const auto ended =
      client_->Post("/v1/sessions:endAll", nlohmann::json::object(), phone.access_token);
  ASSERT_EQ(ended.status, 200) << ended.body;
  EXPECT_EQ(ended.body["ended"], 2);
  EXPECT_EQ(Refresh(laptop).reason(), "REFRESH_TOKEN_INVALID");
}

TEST_F(Sessions, AProviderSignsAPersonOutByAForm) {
  const partner::Session session = client_->SignIn("vneid", "p05");
  http::Client provider;
  const auto post = [&](const std::string& token) {
    return provider
        .Send({.method = "POST",
               .url = deployment_->endpoints().gateway + "/v1/providers/vneid:backchannelLogout",
               .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
               .body = "logout_token=" + token})
        .value()
        .status;
  };
  EXPECT_EQ(post("forged"), 400);
  const auto token = provider.Send(
      {.url = deployment_->endpoints().simulator + "/vneid/logout_token?login_hint=p05"});
  ASSERT_TRUE(token.ok()) << token.status();
  EXPECT_EQ(post(token->body), 200);
  EXPECT_EQ(Refresh(session).reason(), "REFRESH_TOKEN_INVALID");
}

}  // namespace
}  // namespace tancua
