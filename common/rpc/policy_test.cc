#include "common/rpc/policy.h"

#include <gtest/gtest.h>

#include "common/status/error.h"
#include "tancua/dossier/v1/dossier_service.pb.h"

namespace tancua::rpc {
namespace {

using policy::v1::Policy;

Caller Citizen(int level) {
  return {.kind = policy::v1::CITIZEN, .subject = "citizens/1", .level = level};
}
Caller Officer(std::vector<std::string> roles) {
  return {.kind = policy::v1::OFFICER,
          .subject = "officers/1",
          .ward = "wards/27442",
          .roles = std::move(roles)};
}

class FilePolicyTest : public ::testing::Test {
 protected:
  absl::Status Check(const Caller& caller) { return Authorize(policy_, caller, &request_); }

  const Policy& policy_ =
      PolicyOf(*google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          "tancua.dossier.v1.DossierService.FileDossier"));
  dossier::v1::FileDossierRequest request_ = [] {
    dossier::v1::FileDossierRequest request;
    request.set_ward("wards/27442");
    return request;
  }();
};

TEST_F(FilePolicyTest, RefusesAnonymousCallers) {
  EXPECT_TRUE(status::Is(Check({}), status::kUnauthenticated));
}

TEST_F(FilePolicyTest, NeedsLevel2OfACitizen) {
  const absl::Status refused = Check(Citizen(1));
  EXPECT_TRUE(status::Is(refused, status::kLevelTooLow));
  EXPECT_EQ(status::Describe(refused)->detail.metadata.at(0),
            std::make_pair(std::string("required_level"), std::string("2")));
  EXPECT_TRUE(Check(Citizen(2)).ok());
}

TEST_F(FilePolicyTest, NeedsTheClerksRoleOfAnOfficer) {
  EXPECT_TRUE(status::Is(Check(Officer({"leader"})), status::kRoleMissing));
  EXPECT_TRUE(Check(Officer({"leader", "one_stop_clerk"})).ok());
}

TEST_F(FilePolicyTest, KeepsOfficersToTheirWard) {
  request_.set_ward("wards/26944");

  EXPECT_TRUE(status::Is(Check(Officer({"one_stop_clerk"})), status::kOtherWard));
  EXPECT_TRUE(Check(Citizen(2)).ok());
}

TEST_F(FilePolicyTest, LetsAnAssistantHelpWithADossierAndWithNothingElse) {
  Caller assisted = Citizen(2);
  assisted.assistant = "officers/1";
  const Policy& list =
      PolicyOf(*google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          "tancua.dossier.v1.DossierService.ListDossiers"));

  EXPECT_TRUE(Check(assisted).ok());
  EXPECT_TRUE(Authorize(list, Citizen(2), nullptr).ok());
  EXPECT_TRUE(status::Is(Authorize(list, assisted, nullptr), status::kAssistedNotAllowed));
}

TEST_F(FilePolicyTest, RefusesOtherServices) {
  EXPECT_TRUE(status::Is(Check({.kind = policy::v1::SERVICE, .subject = "services/survey"}),
                         status::kActorNotAllowed));
}

}  // namespace
}  // namespace tancua::rpc
