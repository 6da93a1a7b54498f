// A citizen files with the help of an assistant who saw their paper.
#include <gtest/gtest.h>

#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

class AssistedFilingTest : public DossierTest {
 protected:
  // As the token says that an assisted verification gives.
  static rpc::Call Assisted() {
    rpc::Call call = Citizen();
    call.caller.assistant = "officers/helper";
    call.caller.assistance = "assistedVerifications/a1";
    return call;
  }
  absl::StatusOr<pb::Dossier> File(pb::Channel channel = pb::NEIGHBOURHOOD_POINT,
                                   const rpc::Call& call = Assisted()) {
    pb::FileDossierRequest request = OnlineFiling(call);
    request.set_channel(channel);
    return api::FileDossier(*deps_, call, request);
  }
};

TEST_F(AssistedFilingTest, RecordsWhoHelpedAndHow) {
  const auto filed = File();

  ASSERT_TRUE(filed.ok()) << filed.status();
  EXPECT_EQ(filed->assistance().verification(), "assistedVerifications/a1");
  EXPECT_EQ(filed->assistance().assistant(), "officers/helper");
  EXPECT_EQ(filed->assistance().paper_seen(), "CITIZEN_CARD");
  EXPECT_EQ(filed->assistance().place(), "Điểm hỗ trợ khu phố 3");
  EXPECT_EQ(filed->assistance().confirmation(), "ONE_TIME_CODE");
  EXPECT_EQ(filed->applicant().citizen(), Citizen().caller.subject);
  EXPECT_EQ(filed->state(), pb::RECEIVED) << "the assistant looked at the papers";
  pb::GetDossierRequest request;
  request.set_name(filed->name());
  const auto read = api::GetDossier(*deps_, Clerk(), request);
  EXPECT_EQ(read->assistance().SerializeAsString(), filed->assistance().SerializeAsString());
}

TEST_F(AssistedFilingTest, SaysSoInEveryEventOfTheDossier) {
  const auto filed = File();
  ASSERT_TRUE(filed.ok()) << filed.status();
  ASSERT_TRUE(Propose(filed->name()).ok());
  ASSERT_EQ(Events().size(), 2u);
  for (const pb::DossierChanged& event : Events()) EXPECT_TRUE(event.assisted());
}

TEST_F(AssistedFilingTest, IsNotWhatACitizenAloneOrAClerkFiles) {
  const pb::Dossier online = Filed();
  const auto counter = api::FileDossier(*deps_, Clerk(), CounterFiling(Clerk()));
  ASSERT_TRUE(counter.ok()) << counter.status();
  EXPECT_FALSE(online.has_assistance());
  EXPECT_FALSE(counter->has_assistance());
  for (const pb::DossierChanged& event : Events()) EXPECT_FALSE(event.assisted());
}

TEST_F(AssistedFilingTest, IsDoneWhereAssistantsAre) {
  EXPECT_TRUE(File(pb::KIOSK).ok());
  EXPECT_TRUE(File(pb::COUNTER).ok());
  for (const pb::Channel channel : {pb::ONLINE, pb::POST}) {
    EXPECT_TRUE(IsError(File(channel).status(), kChannelNotAllowed, "channel"));
  }
  EXPECT_TRUE(
      IsError(File(pb::NEIGHBOURHOOD_POINT, Citizen()).status(), kChannelNotAllowed, "channel"));
}

TEST_F(AssistedFilingTest, IsDoneInTheWardWhereThePaperWasSeen) {
  pb::FileDossierRequest request = OnlineFiling(Assisted());
  request.set_channel(pb::NEIGHBOURHOOD_POINT);
  request.set_ward("wards/26944");
  EXPECT_TRUE(
      IsError(api::FileDossier(*deps_, Assisted(), request).status(), status::kOtherWard, "ward"));
}

TEST_F(AssistedFilingTest, FailsWholeWhenIdentityDoesNotAnswer) {
  ASSERT_TRUE(File().ok());  // the profile is remembered, the assistance is not
  identity_.answer = absl::UnavailableError("identity is away");
  EXPECT_TRUE(absl::IsUnavailable(File().status()));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM dossiers"), 1);
}

}  // namespace
}  // namespace tancua::dossier::testing
