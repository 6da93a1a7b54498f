// A procedure that wants a recent proof of who files: refused, stepped up, filed (RFC 9470).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using nlohmann::json;
using partner::Answer;

constexpr char kProcedures[] = TANCUA_SOURCE_DIR "/services/dossier/data/procedures";

class StepUp : public ::testing::Test {
 protected:
  StepUp() {
    std::filesystem::copy(kProcedures, folder_.path(), std::filesystem::copy_options::recursive);
    std::ofstream(folder_.path() + "/1.014027.yaml", std::ios::app)
        << "\nidentity: {min_level: 2, max_age: 15m}\n";
  }
  void SetUp() override {
    const absl::Status started = deployment_.Start();
    ASSERT_TRUE(started.ok()) << started << deployment_.Logs();
  }

  // Everybody proved who they are so many seconds ago.
  void SetAuthAge(int seconds) {
    const auto answer =
        http_.Send({.method = "POST",
                    .url = deployment_.endpoints().simulator + "/control/oidc",
                    .body = json{{"realm", "vneid"}, {"auth_age_s", seconds}}.dump()});
    ASSERT_TRUE(answer.ok() && answer->status == 200);
  }
  Answer Verify(const std::string& max_age) {
    const Answer created =
        client_.Post("/v1/verifications", {{"requestId", partner::NewRequestId()},
                                           {"provider", "vneid"},
                                           {"redirectUri", partner::kRedirectUri},
                                           {"maxAge", max_age}});
    const auto redirect = client_.Consent(created.Text("authorizationUri"), "p01");
    return client_.Post(
        absl::StrCat("/v1/", created.Text("name"), ":complete"),
        {{"code", redirect.code}, {"state", redirect.state}, {"issuer", redirect.issuer}});
  }
  Answer File(const std::string& token) {
    const json procedure = client_.Get("/v1/procedures/1.014027").body;
    return client_.Post(
        "/v1/dossiers",
        partner::OnlineApplication(procedure, "wards/27442",
                                   partner::UploadPapers(client_, procedure, token)),
        token);
  }

  testing::TemporaryFolder folder_;
  testing::Deployment deployment_{testing::Deployment::Shape::kSuite,
                                  {{"TANCUA_DOSSIER_PROCEDURES", folder_.path()}}};
  partner::Client client_{deployment_.endpoints()};
  http::Client http_;
};

TEST_F(StepUp, IsAskedForInTheErrorAndOpensTheProcedure) {
  EXPECT_EQ(client_.Get("/v1/procedures/1.014027").body["identity"],
            (json{{"minLevel", 2}, {"maxAge", "900s"}}));
  SetAuthAge(1000);
  const Answer refused = File(client_.SignIn("vneid", "p01").access_token);
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.reason(), "VERIFICATION_TOO_OLD");
  const std::string max_age =
      refused.body["error"]["metadata"].value("max_age", std::string()) + "s";

  EXPECT_EQ(Verify(max_age).reason(), "VERIFICATION_TOO_OLD") << "the proof is still the old one";
  SetAuthAge(0);
  const Answer verified = Verify(max_age);
  ASSERT_TRUE(verified.ok()) << verified.body;
  const Answer filed = File(verified.body["tokens"].value("accessToken", ""));
  EXPECT_TRUE(filed.ok()) << filed.body;
}

}  // namespace
}  // namespace tancua
