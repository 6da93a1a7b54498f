// The data of an earlier version, and today's suite started on them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "common/crypto/keyring.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

namespace fs = std::filesystem;

using testing::Deployment;

constexpr char kBefore[] = TANCUA_SOURCE_DIR "/tests/upgrade/testdata/460b049/";
constexpr char kWard[] = "27442";
constexpr char kDossier[] = "/v1/dossiers/H29.27442-261125-0001";

class Upgrade : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string data = deployment_.folder() + "/data";
    fs::create_directories(data);
    for (const char* what : {"dossier-blobs", "keys", "identity-signing-key.pem"}) {
      fs::copy(absl::StrCat(kBefore, what), absl::StrCat(data, "/", what),
               fs::copy_options::recursive);
    }
    for (const char* store : {"identity", "dossier", "notification", "survey", "statistics"}) {
      const std::string command =
          absl::StrCat("sqlite3 ", data, "/", store, ".db < ", kBefore, store, ".sql");
      ASSERT_EQ(std::system(command.c_str()), 0) << command;
    }
    // A key that the earlier version did not know: docs/administration.md, "Upgrading".
    std::ofstream(data + "/keys/pairwise_key") << crypto::Keyring::Generate("p1");
    ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs();
  }

  Deployment deployment_{Deployment::Shape::kSuite};
};

TEST_F(Upgrade, KeepsWhatTheEarlierVersionHadAndGoesOn) {
  partner::Client client(deployment_.endpoints());
  const partner::Staff staff = partner::SignInStaff(client, kWard);

  // Fields that the earlier version sealed are opened.
  const partner::Answer dossier = client.Get(kDossier, staff.clerk.access_token);
  ASSERT_TRUE(dossier.ok()) << dossier.body;
  EXPECT_EQ(dossier.Text("state"), "RETURNED");
  EXPECT_EQ(dossier.body["applicant"].value("displayName", ""), "Đỗ Ngọc Lan");
  EXPECT_EQ(dossier.body["papers"].size(), 2u);

  const partner::Answer figures =
      client.Get(absl::StrCat("/v1/wards/", kWard, "/statistics?from=2026-11-25&to=2026-11-25"));
  EXPECT_EQ(figures.Text("received"), "2") << figures.body;
  const partner::Answer messages =
      client.Get(absl::StrCat(kDossier, "/messages"), staff.clerk.access_token);
  EXPECT_EQ(messages.body["messages"].size(), 6u) << messages.body;

  // The citizen of then is the citizen of now: whom the dossier belongs to can read it.
  const partner::Session citizen = client.SignIn("vneid", "p01");
  EXPECT_EQ(client.Get(kDossier, citizen.access_token).status, 200);
}

TEST_F(Upgrade, TakesNewDossiersBesideTheOldOnes) {
  partner::Client client(deployment_.endpoints());
  const partner::Session citizen = client.SignIn("vneid", "p01");
  const auto procedure = client.Get("/v1/procedures/1.014027").body;

  const partner::Answer filed = client.Post(
      "/v1/dossiers",
      partner::OnlineApplication(procedure, absl::StrCat("wards/", kWard),
                                 partner::UploadPapers(client, procedure, citizen.access_token)),
      citizen.access_token);

  ASSERT_TRUE(filed.ok()) << filed.body;
  const auto listed = client.Get("/v1/dossiers", citizen.access_token).body["dossiers"];
  EXPECT_EQ(listed.size(), 2u) << listed;
}

}  // namespace
}  // namespace tancua
