#include "services/gateway/oauth.h"

#include "common/status/error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "services/gateway/domain/errors.h"
#include "tancua/identity/v1/oauth_service.pb.h"

namespace tancua::gateway {
namespace {

using ::testing::Contains;
using ::testing::Pair;

constexpr status::Kind kInvalidClient{"OAUTH_INVALID_CLIENT", absl::StatusCode::kUnauthenticated,
                                      "Không xác thực được ứng dụng.", "For this test."};
constexpr status::Kind kInvalidScope{"OAUTH_INVALID_SCOPE", absl::StatusCode::kInvalidArgument,
                                     "Chưa được cấp quyền.", "For this test."};

TEST(FillFromForm, TakesParametersByTheNamesOfTheRfc) {
  identity::v1::IssueTokenRequest request;
  ASSERT_TRUE(FillFromForm("grant_type=client_credentials&scope=dossiers.read+messages.read&"
                           "client_secret=a%2Bb%26c",
                           request)
                  .ok());
  EXPECT_EQ(request.grant_type(), "client_credentials");
  EXPECT_EQ(request.scope(), "dossiers.read messages.read");
  EXPECT_EQ(request.client_secret(), "a+b&c");
}

TEST(FillFromForm, IgnoresWhatItDoesNotKnowAndWhatIsEmpty) {
  identity::v1::IssueTokenRequest request;
  ASSERT_TRUE(FillFromForm("resource=x&scope=&scope=&grant_type=refresh_token", request).ok());
  EXPECT_EQ(request.ShortDebugString(), "grant_type: \"refresh_token\"");
}

TEST(FillFromForm, RefusesAParameterTwiceAndWhatIsNoForm) {
  identity::v1::IssueTokenRequest request;
  EXPECT_TRUE(status::Is(FillFromForm("scope=a&scope=b", request), kFieldRepeated));
  EXPECT_TRUE(status::Is(FillFromForm("scope=%zz", request), kRequestMalformed));
}

TEST(OAuthErrorResponse, SaysTheWordOfTheRfcAndChallengesTheClient) {
  const http::Response response = OAuthErrorResponse(
      status::Error(kInvalidClient, {.metadata = {{"cause", "assertion expired"}}}), "e1");
  EXPECT_EQ(response.status, 401);
  const auto body = nlohmann::json::parse(response.body);
  EXPECT_EQ(body["error"], "invalid_client");
  EXPECT_EQ(body["error_description"], "assertion expired");
  EXPECT_EQ(body["reason"], "OAUTH_INVALID_CLIENT");
  EXPECT_EQ(body["message"], "Không xác thực được ứng dụng.");
  EXPECT_EQ(body["error_id"], "e1");
  EXPECT_THAT(response.headers,
              Contains(Pair("WWW-Authenticate", "Basic realm=\"tancua\", charset=\"UTF-8\"")));
}

TEST(OAuthErrorResponse, AnswersOtherFaultsOfTheClientWith400) {
  for (const auto& [error, word] : std::initializer_list<std::pair<absl::Status, const char*>>{
           {status::Error(kInvalidScope), "invalid_scope"},
           {status::Error(kMediaTypeUnsupported), "invalid_request"},
           {status::Error(kFieldRepeated, {.field = "scope"}), "invalid_request"}}) {
    const http::Response response = OAuthErrorResponse(error, "e1");
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(nlohmann::json::parse(response.body)["error"], word);
  }
}

TEST(OAuthErrorResponse, TellsWhenToComeBack) {
  const http::Response busy = OAuthErrorResponse(
      status::Error(status::kOverloaded, {.retry_after = absl::Seconds(3)}), "e");
  EXPECT_EQ(busy.status, 429);
  EXPECT_EQ(nlohmann::json::parse(busy.body)["error"], "temporarily_unavailable");
  EXPECT_THAT(busy.headers, Contains(Pair("Retry-After", "3")));
}

TEST(OAuthErrorResponse, KeepsTheCauseOfAFaultOfOursToItself) {
  const http::Response response = OAuthErrorResponse(absl::InternalError("disk is full"), "e1");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(nlohmann::json::parse(response.body)["error"], "server_error");
  EXPECT_EQ(response.body.find("disk"), std::string::npos);
}

}  // namespace
}  // namespace tancua::gateway
