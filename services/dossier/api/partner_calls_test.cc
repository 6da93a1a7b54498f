// Partners, and citizens who came through one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

constexpr char kReadScope[] = "dossiers.read";
constexpr char kApplicantScope[] = "applicants.read";

class PartnerCallsTest : public DossierTest {
 protected:
  pb::Dossier Read(const rpc::Call& call, const std::string& name) {
    pb::GetDossierRequest request;
    request.set_name(name);
    auto dossier = api::GetDossier(*deps_, call, request);
    EXPECT_TRUE(dossier.ok()) << dossier.status();
    return dossier.ok() ? *std::move(dossier) : pb::Dossier();
  }
  absl::StatusOr<pb::ListDossiersResponse> ListOf(const rpc::Call& call, const std::string& ward) {
    pb::ListDossiersRequest request;
    request.set_ward(ward);
    return api::ListDossiers(*deps_, call, request);
  }
};

TEST_F(PartnerCallsTest, SeeTheSamePersonUnderDifferentNames) {
  const std::string name = Filed().name();
  const pb::Dossier app = Read(Partner({kReadScope, kApplicantScope}, "app"), name);
  const pb::Dossier ward = Read(Partner({kReadScope, kApplicantScope}, "ward"), name);
  const pb::Dossier own = Read(Citizen(), name);

  EXPECT_NE(app.applicant().citizen(), ward.applicant().citizen());
  EXPECT_NE(app.applicant().citizen(), own.applicant().citizen());
  EXPECT_EQ(app.applicant().citizen().substr(0, 9), "citizens/");
  EXPECT_EQ(app.history(0).actor(), app.applicant().citizen());
  EXPECT_EQ(Read(Partner({kReadScope}, "app"), name).applicant().citizen(),
            app.applicant().citizen())
      << "always the same one";
}

TEST_F(PartnerCallsTest, SeeWhoApplicantsAreOnlyWithTheScope) {
  const std::string name = Filed().name();
  ASSERT_TRUE(AskForSupplement(name, "Bà An thiếu ảnh").ok());

  const pb::Dossier dossier = Read(Partner({kReadScope}), name);

  EXPECT_EQ(dossier.state(), pb::NEED_SUPPLEMENT);
  EXPECT_EQ(dossier.applicant().display_name(), "");
  EXPECT_EQ(dossier.applicant().citizen_number(), "");
  EXPECT_EQ(dossier.applicant().phone(), "");
  EXPECT_FALSE(dossier.has_form());
  EXPECT_EQ(dossier.history(1).note(), "");
  const pb::Dossier whole = Read(Partner({kReadScope, kApplicantScope}), name);
  EXPECT_EQ(whole.applicant().display_name(), "Nguyễn Văn An");
  EXPECT_TRUE(whole.has_form());
  EXPECT_EQ(whole.history(1).note(), "Bà An thiếu ảnh");
}

TEST_F(PartnerCallsTest, NeverSeeWhatASpecialistProposes) {
  const std::string name = Filed().name();
  ASSERT_TRUE(Accept(name).ok());
  ASSERT_TRUE(Propose(name, "Đề nghị duyệt").ok());
  EXPECT_EQ(Read(Partner({kReadScope, kApplicantScope}), name).history(2).note(), "");
}

TEST_F(PartnerCallsTest, ReadTheDossiersOfTheirWardsOnly) {
  const std::string name = Filed().name();  // ward 27442
  rpc::Call partner = Partner({kReadScope});
  EXPECT_EQ(ListOf(partner, "wards/27442")->dossiers_size(), 1);
  EXPECT_EQ(ListOf(partner, "wards/26944")->dossiers_size(), 0);
  EXPECT_TRUE(IsError(ListOf(partner, "wards/25942").status(), status::kOtherWard));
  EXPECT_TRUE(IsError(ListOf(partner, "").status(), status::kInvalidField, "ward"));

  partner.caller.wards = {"wards/26944"};
  pb::GetDossierRequest request;
  request.set_name(name);
  EXPECT_TRUE(IsError(api::GetDossier(*deps_, partner, request).status(), status::kOtherWard));
}

TEST_F(PartnerCallsTest, ListWithoutNamesOfPersons) {
  const pb::Dossier filed = Filed();
  const auto page = ListOf(Partner({kReadScope}), "wards/27442");
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->dossiers(0).applicant().display_name(), "");
  EXPECT_NE(page->dossiers(0).applicant().citizen(), filed.applicant().citizen());
}

TEST_F(PartnerCallsTest, FileForAPersonAtTheirOwnCounter) {
  const rpc::Call partner = Partner({"dossiers.write", kApplicantScope});
  const auto filed = api::FileDossier(*deps_, partner, CounterFiling(partner));
  ASSERT_TRUE(filed.ok()) << filed.status();
  EXPECT_EQ(filed->state(), pb::RECEIVED);
  EXPECT_EQ(filed->applicant().display_name(), "Trần Thị Bưởi");
  EXPECT_EQ(filed->history(0).actor(), "clients/app");

  auto online = OnlineFiling(partner);
  EXPECT_TRUE(
      IsError(api::FileDossier(*deps_, partner, online).status(), kChannelNotAllowed, "channel"));
}

TEST_F(PartnerCallsTest, ACitizenThroughAPartnerStaysTheSameCitizen) {
  const pb::Dossier own = Filed();
  rpc::Call through = Citizen();
  through.caller.client = "clients/app";

  const auto filed = api::FileDossier(*deps_, through, OnlineFiling(through));

  ASSERT_TRUE(filed.ok()) << filed.status();
  EXPECT_NE(filed->applicant().citizen(), own.applicant().citizen());
  EXPECT_EQ(filed->history(0).actor(), filed->applicant().citizen());
  EXPECT_EQ(filed->applicant().display_name(), "Nguyễn Văn An") << "it is their own dossier";
  EXPECT_EQ(Read(Citizen(), filed->name()).applicant().citizen(), own.applicant().citizen());
  EXPECT_EQ(Read(through, own.name()).applicant().citizen(), filed->applicant().citizen());
  EXPECT_EQ(ListOf(Citizen(), "")->dossiers_size(), 2);
}

TEST_F(PartnerCallsTest, ARepeatThroughAnotherPartnerDoesNotTellTheFirstOnesName) {
  rpc::Call through = Citizen();
  through.caller.client = "clients/app";
  const auto request = OnlineFiling(through);
  const auto first = api::FileDossier(*deps_, through, request);
  ASSERT_TRUE(first.ok()) << first.status();

  through.caller.client = "clients/ward";
  const auto repeated = api::FileDossier(*deps_, through, request);

  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_EQ(repeated->name(), first->name());
  EXPECT_NE(repeated->applicant().citizen(), first->applicant().citizen());
}

TEST_F(PartnerCallsTest, CitizensDoNotChooseAWard) {
  EXPECT_TRUE(IsError(ListOf(Citizen(), "wards/27442").status(), status::kInvalidField, "ward"));
  EXPECT_TRUE(ListOf(Clerk(), "wards/27442").ok());
  EXPECT_TRUE(IsError(ListOf(Clerk(), "wards/26944").status(), status::kOtherWard));
}

}  // namespace
}  // namespace tancua::dossier::testing
