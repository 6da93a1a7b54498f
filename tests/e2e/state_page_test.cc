// The page for the operator of a ward, over real processes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using nlohmann::json;
using testing::Deployment;
using ::testing::HasSubstr;
using ::testing::Not;

// On the admin port of whoever runs the gateway.
std::string Page(const Deployment& deployment, const std::string& process) {
  http::Client http;
  const auto answer = http.Send({.url = deployment.admin_url(process) + "/state"});
  if (!answer.ok()) return answer.status().ToString();
  EXPECT_EQ(answer->status, 200);
  EXPECT_THAT(answer->headers, ::testing::Contains(::testing::Pair(
                                   "content-security-policy", HasSubstr("default-src 'none'"))));
  return answer->body;
}

TEST(StatePage, ShowsThatAllIsWellInOneProcess) {
  Deployment deployment(Deployment::Shape::kSuite);
  ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
  partner::Client client(deployment.endpoints());
  const std::string token = client.SignIn("vneid", "p01").access_token;
  const json procedure = client.Get("/v1/procedures/1.014027").body;
  const partner::Answer filed =
      client.Post("/v1/dossiers",
                  partner::OnlineApplication(procedure, "wards/27442",
                                             partner::UploadPapers(client, procedure, token)),
                  token);
  ASSERT_TRUE(filed.ok()) << filed.body;

  const std::string page = Page(deployment, "suite");

  EXPECT_THAT(page, HasSubstr("✓ Mọi dịch vụ đang hoạt động bình thường."));
  EXPECT_THAT(page, HasSubstr("Hồ sơ tiếp nhận"));
  EXPECT_THAT(page, HasSubstr(">notification<td>0,0 giây<td>0<td>0"));
}

TEST(StatePage, NamesTheServiceThatDoesNotAnswer) {
  Deployment deployment(Deployment::Shape::kServices);
  ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
  EXPECT_THAT(Page(deployment, "gateway"), HasSubstr("✓ Mọi dịch vụ đang hoạt động bình thường."));

  deployment.process("survey").Kill();
  deployment.process("statistics").Kill();
  std::string page;
  // The page before is good for two seconds.
  for (const absl::Time end = absl::Now() + absl::Seconds(20);
       absl::Now() < end && page.find("không trả lời") == std::string::npos;) {
    page = Page(deployment, "gateway");
  }

  EXPECT_THAT(page, HasSubstr("Dịch vụ survey không trả lời."));
  EXPECT_THAT(page, HasSubstr("Không đọc được số liệu hôm nay."));
  EXPECT_THAT(page, Not(HasSubstr("Dịch vụ dossier không trả lời.")));
}

}  // namespace
}  // namespace tancua
