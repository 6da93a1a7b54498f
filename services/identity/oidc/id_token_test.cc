#include "services/identity/oidc/id_token.h"

#include "common/crypto/digest.h"
#include "gtest/gtest.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::oidc {
namespace {

using ::nlohmann::json;

constexpr std::int64_t kNow = 1'800'000'000;

class CheckIdTokenTest : public ::testing::Test {
 protected:
  CheckIdTokenTest() {
    config_.client_id = "us";
    config_.accepted_acrs = {"LoA2"};
    claims_ = {{"aud", "us"}, {"sub", "s"}, {"iat", kNow}, {"nonce", "n"}, {"acr", "LoA2"}};
  }
  absl::Status Check() {
    return CheckIdToken(
        claims_, config_,
        {.nonce = "n", .access_token = "token", .now = absl::FromUnixSeconds(kNow)});
  }
  bool IsRefused() { return status::Is(Check(), kIdentityRefused); }

  ProviderConfig config_;
  json claims_;
};

TEST_F(CheckIdTokenTest, AcceptsWhatIsInOrder) { EXPECT_TRUE(Check().ok()) << Check(); }

TEST_F(CheckIdTokenTest, WantsTheNonce) {
  claims_["nonce"] = "other";
  EXPECT_TRUE(IsRefused());
  claims_.erase("nonce");
  EXPECT_TRUE(IsRefused());
}

TEST_F(CheckIdTokenTest, WantsASubjectAndATimeOfIssue) {
  claims_["sub"] = "";
  EXPECT_TRUE(IsRefused());
  claims_["sub"] = "s";
  claims_.erase("iat");
  EXPECT_TRUE(IsRefused());
}

TEST_F(CheckIdTokenTest, WantsATokenMadeForThisExchange) {
  claims_["iat"] = kNow - 660;
  EXPECT_TRUE(Check().ok()) << "ten minutes, and the skew of clocks";
  claims_["iat"] = kNow - 661;
  EXPECT_TRUE(IsRefused());
  claims_["iat"] = "now";
  EXPECT_TRUE(IsRefused());
}

TEST_F(CheckIdTokenTest, WantsToBeTheAuthorisedParty) {
  claims_["azp"] = "us";
  EXPECT_TRUE(Check().ok());
  claims_["azp"] = "them";
  EXPECT_TRUE(IsRefused());
  claims_.erase("azp");
  claims_["aud"] = json::array({"us", "them"});
  EXPECT_TRUE(IsRefused()) << "several audiences and no azp";
  claims_["azp"] = "us";
  EXPECT_TRUE(Check().ok());
}

TEST_F(CheckIdTokenTest, ComparesTheHashOfTheAccessTokenWhenThereIsOne) {
  claims_["at_hash"] = crypto::Base64Url(crypto::Sha256("token").substr(0, 16));
  EXPECT_TRUE(Check().ok());
  claims_["at_hash"] = crypto::Base64Url(crypto::Sha256("stolen").substr(0, 16));
  EXPECT_TRUE(IsRefused());
}

TEST_F(CheckIdTokenTest, WantsAnAcceptedAuthenticationContext) {
  claims_["acr"] = "LoA1";
  EXPECT_TRUE(status::Is(Check(), kIdentityLevelTooLow));
  claims_.erase("acr");
  EXPECT_TRUE(status::Is(Check(), kIdentityLevelTooLow));
  config_.accepted_acrs.clear();
  EXPECT_TRUE(Check().ok());
}

}  // namespace
}  // namespace tancua::identity::oidc
