// Credits for levels of VNeID.
#include "services/identity/api/record_activation.h"

#include "gmock/gmock.h"
#include "services/identity/assistance_fixture.h"
#include "services/identity/domain/errors.h"
#include "tancua/identity/v1/activation_events.pb.h"

namespace tancua::identity {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Activations : public AssistanceFixture {
 protected:
  v1::RecordActivationRequest Request(const std::string& evidence, int level = 2) {
    v1::RecordActivationRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_ward("wards/27442");
    request.set_quarter("kp-03");
    request.set_level(level);
    request.set_campaign("thang-10");
    request.set_team("to-03");
    request.set_evidence(evidence);
    return request;
  }
  absl::StatusOr<v1::Activation> Record(const v1::RecordActivationRequest& request,
                                        const std::string& officer = kHelper) {
    return api::RecordActivation(*deps_, As(officer), request);
  }
  std::vector<v1::LevelActivated> Published() { return Events<v1::LevelActivated>(); }
  // A person of the simulator who is at level 2, seen on paper only so far.
  simulator::Person Elder() { return simulator_->citizens()[0]; }
};

TEST_F(Activations, CreditsALevelThatTheCitizenConfirmedByCode) {
  const auto assisted = Assisted();

  const auto activation = Record(Request(assisted.verification().name()));

  ASSERT_TRUE(activation.ok()) << activation.status();
  ASSERT_EQ(Published().size(), 1u);
  const v1::LevelActivated event = Published()[0];
  EXPECT_EQ(event.activation(), activation->name());
  EXPECT_EQ(event.revision(), 1);
  EXPECT_EQ(event.ward(), "wards/27442");
  EXPECT_EQ(event.quarter(), "kp-03");
  EXPECT_EQ(event.level(), 2);
  EXPECT_EQ(event.source(), v1::LevelActivated::RECORDED);
  EXPECT_EQ(event.team(), "to-03");
  EXPECT_EQ(event.officer(), As(kHelper).caller.subject);
  EXPECT_THAT(event.ShortDebugString(), Not(HasSubstr(assisted.verification().citizen())));
}

TEST_F(Activations, GivesOneCreditForEachCitizenAndLevel) {
  const std::string evidence = Assisted().verification().name();
  ASSERT_TRUE(Record(Request(evidence)).ok());
  EXPECT_KIND(Record(Request(evidence)).status(), kActivationAlreadyCredited);
  EXPECT_KIND(Record(Request(Assisted().verification().name()), "clerk.27442").status(),
              kActivationAlreadyCredited)
      << "another confirmation of the same person";
  EXPECT_TRUE(Record(Request(evidence, 1)).ok()) << "another level";
  EXPECT_TRUE(Record(Request(Assisted("079151001242").verification().name())).ok());
}

TEST_F(Activations, TakesASignInAsEvidence) {
  const auto signed_in = SignIn("p01").value();
  EXPECT_THAT(Published(), IsEmpty()) << "nobody can say when p01 reached level 2";
  EXPECT_TRUE(Record(Request(signed_in.verification().name())).ok());
}

TEST_F(Activations, CreditsARiseThatTheSystemSawByItself) {
  const std::string citizen = Assisted(Elder().number).verification().citizen();

  ASSERT_EQ(SignIn(Elder().id)->citizen().name(), citizen);

  ASSERT_EQ(Published().size(), 1u);
  EXPECT_EQ(Published()[0].source(), v1::LevelActivated::AUTOMATIC);
  EXPECT_EQ(Published()[0].ward(), "wards/27442") << "where the citizen was seen";
  EXPECT_EQ(Published()[0].quarter(), "");
  ASSERT_TRUE(SignIn(Elder().id).ok());
  EXPECT_EQ(Published().size(), 1u) << "a second sign-in is no second rise";
}

TEST_F(Activations, GivesTheQuarterToACreditThatCameByItself) {
  (void)Assisted(Elder().number);
  const auto signed_in = SignIn(Elder().id).value();
  const std::string automatic = Published().at(0).activation();

  auto other_ward = Request(signed_in.verification().name());
  other_ward.set_ward("wards/26944");
  EXPECT_KIND(Record(other_ward, "helper.26944").status(), kActivationAlreadyCredited);
  const auto recorded = Record(Request(signed_in.verification().name()));

  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_EQ(recorded->name(), automatic);
  ASSERT_EQ(Published().size(), 2u);
  EXPECT_EQ(Published()[1].revision(), 2);
  EXPECT_EQ(Published()[1].quarter(), "kp-03");
}

TEST_F(Activations, HoldsACreditBackUntilItsWardIsKnown) {
  config_.vneid.min_level = 1;
  config_.vneid.accepted_acrs.clear();
  Control(R"({"realm":"vneid","level":1})");
  ASSERT_TRUE(SignIn("p01").ok());
  Control(R"({"realm":"vneid"})");
  const auto signed_in = SignIn("p01");
  ASSERT_TRUE(signed_in.ok()) << signed_in.status();
  EXPECT_EQ(Count("SELECT COUNT(*) FROM activations"), 1);
  EXPECT_THAT(Published(), IsEmpty());

  ASSERT_TRUE(Record(Request(signed_in->verification().name())).ok());

  ASSERT_EQ(Published().size(), 1u);
  EXPECT_EQ(Published()[0].ward(), "wards/27442");
}

TEST_F(Activations, WantsEvidenceThatShowsIt) {
  EXPECT_KIND(Record(Request("")).status(), kActivationEvidenceInvalid);
  EXPECT_KIND(Record(Request("verifications/" + ids_.NewUuid())).status(),
              kActivationEvidenceInvalid);
  EXPECT_KIND(Record(Request("assistedVerifications/" + ids_.NewUuid())).status(),
              kActivationEvidenceInvalid);
  EXPECT_KIND(Record(Request(Create().name())).status(), kActivationEvidenceInvalid);
  const auto pending = CreateAssisted(Seen());
  EXPECT_KIND(Record(Request(pending->name())).status(), kActivationEvidenceInvalid);
  auto elsewhere = Request(Assisted().verification().name());
  elsewhere.set_ward("wards/26944");
  EXPECT_KIND(Record(elsewhere, "helper.26944").status(), kActivationEvidenceInvalid);

  const auto late = Request(Assisted("079151001242").verification().name());
  clock_.Advance(absl::Hours(24) + absl::Seconds(1));
  EXPECT_KIND(Record(late).status(), kActivationEvidenceInvalid);
}

TEST_F(Activations, NamesTheCodeThatIsNone) {
  const auto refused = [&](auto spoil, const std::string& field) {
    auto request = Request("verifications/" + ids_.NewUuid());
    spoil(request);
    const absl::Status status = Record(request).status();
    EXPECT_KIND(status, status::kInvalidField);
    EXPECT_EQ(status::Describe(status)->detail.field, field);
  };
  using Asked = v1::RecordActivationRequest;
  refused([](Asked& r) { r.set_level(3); }, "level");
  refused([](Asked& r) { r.clear_quarter(); }, "quarter");
  refused([](Asked& r) { r.set_quarter("Khu phố 3"); }, "quarter");
  refused([](Asked& r) { r.set_campaign("0903 123 456"); }, "campaign");
  refused([](Asked& r) { r.set_team(std::string(41, 'a')); }, "team");
}

}  // namespace
}  // namespace tancua::identity
