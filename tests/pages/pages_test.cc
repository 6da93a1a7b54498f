// The pages made for people, in a real browser.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "tests/partner/actions.h"
#include "tests/support/command.h"
#include "tests/support/deployment.h"
#include "tests/support/node.h"

namespace tancua {
namespace {

using nlohmann::json;
using testing::Deployment;

// Where the pictures go: to the docs when goldens are written.
std::string Pictures(const Deployment& deployment) {
  return std::getenv("TANCUA_TEST_WRITE_GOLDEN") == nullptr ? deployment.folder()
                                                            : TANCUA_SOURCE_DIR "/docs/pictures";
}

// A dossier that has been returned to its citizen; the token of its survey.
std::string FinishedDossier(partner::Client& client) {
  const std::string citizen = client.SignIn("vneid", "p01").access_token;
  const json procedure = client.Get("/v1/procedures/1.014027").body;
  const partner::Answer filed =
      client.Post("/v1/dossiers",
                  partner::OnlineApplication(procedure, "wards/27442",
                                             partner::UploadPapers(client, procedure, citizen)),
                  citizen);
  EXPECT_TRUE(filed.ok()) << filed.body;
  const std::string name = filed.Text("name");
  const partner::Staff staff = partner::SignInStaff(client, "27442");
  for (const auto& [verb, officer] : {std::pair("accept", &staff.clerk),
                                      {"submitForApproval", &staff.specialist},
                                      {"approve", &staff.leader},
                                      {"return", &staff.clerk}}) {
    const partner::Answer moved = partner::Act(client, name, verb, officer->access_token);
    EXPECT_TRUE(moved.ok()) << moved.body;
  }
  const std::string code = name.substr(std::string("dossiers/").size());
  for (const partner::Delivered& message :
       partner::AwaitMessages(client, code, 6, absl::Seconds(20))) {
    if (std::string token = partner::SurveyTokenIn(message.text); !token.empty()) return token;
  }
  return "";
}

TEST(Pages, OpenInABrowserAndTheSurveyIsAnswered) {
  Deployment deployment(Deployment::Shape::kSuite);
  ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
  partner::Client client(deployment.endpoints());
  const std::string token = FinishedDossier(client);
  ASSERT_FALSE(token.empty()) << deployment.Logs();
  const auto programs = testing::InstallNodePrograms("pages");
  ASSERT_TRUE(programs.ok()) << programs.status();

  const std::string gateway = deployment.endpoints().gateway;
  const auto output = testing::Output(
      absl::StrCat("node ", *programs, "/pages.mjs ", Pictures(deployment), " ", gateway, "/ ",
                   deployment.admin_url("suite"), "/state ", gateway, "/s/", token, " 2>&1"));

  EXPECT_TRUE(output.ok()) << output.status();
  EXPECT_EQ(client.Get("/v1/surveys/" + token).Text("state"), "ANSWERED");
}

}  // namespace
}  // namespace tancua
