#include <gmock/gmock.h>

#include "services/identity/privacy_fixture.h"
#include "services/identity/workers/retain_consents.h"
#include "tancua/identity/v1/privacy_events.pb.h"

namespace tancua::identity {
namespace {

class Consents : public PrivacyFixture {
 protected:
  absl::StatusOr<v1::Consent> Grant(const rpc::Call& call, const v1::GrantConsentRequest& request) {
    return api::GrantConsent(*privacy_, call, request);
  }
  absl::StatusOr<v1::Consent> Withdraw(const rpc::Call& call, const std::string& name,
                                       const std::string& evidence = "") {
    v1::WithdrawConsentRequest request;
    request.set_request_id(ids_.NewUuid());
    request.set_name(name);
    request.set_evidence(evidence);
    return api::WithdrawConsent(*privacy_, call, request);
  }
  std::vector<v1::Consent> List(int page_size = 0, const std::string& token = "") {
    v1::ListConsentsRequest request;
    request.set_page_size(page_size);
    request.set_page_token(token);
    auto listed = api::ListConsents(*privacy_, Citizen(), request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    next_ = listed->next_page_token();
    return {listed->consents().begin(), listed->consents().end()};
  }
  v1::GrantConsentRequest OnPaper() {
    v1::GrantConsentRequest request = Agreement();
    request.set_citizen(citizen_);
    request.set_channel(v1::CONSENT_NEIGHBOURHOOD_POINT);
    request.set_evidence("Phiếu đồng ý số 12");
    return request;
  }

  std::string next_;
};

INSTANTIATE_TEST_SUITE_P(On, Consents, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(Consents, AreKeptWithTheTextThatWasShown) {
  const auto given = Grant(Citizen(), Agreement());
  ASSERT_TRUE(given.ok()) << given.status();
  EXPECT_EQ(given->citizen(), citizen_);
  EXPECT_EQ(given->channel(), v1::CONSENT_ONLINE);
  EXPECT_EQ(given->actor(), citizen_);
  const auto* purpose = purposes_.Find("survey_follow_up", absl::CivilDay(2026, 11, 20));
  EXPECT_EQ(given->text_sha256(), purpose->text_sha256);
  const auto told = Published<v1::ConsentChanged>();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_TRUE(told[0].granted());
  EXPECT_EQ(told[0].citizen(), citizen_);
}

TEST_P(Consents, SilenceIsNone) {
  v1::GrantConsentRequest request = Agreement();
  request.set_agreed(false);
  EXPECT_KIND(Grant(Citizen(), request).status(), kConsentNotGiven);
  EXPECT_TRUE(List().empty());
  EXPECT_TRUE(Published<v1::ConsentChanged>().empty());
}

TEST_P(Consents, AreRefusedForAnOldTextAnUnknownPurposeAndWhatTheLawAllows) {
  v1::GrantConsentRequest request = Agreement();
  request.set_text_version("2025-01");
  EXPECT_KIND(Grant(Citizen(), request).status(), kConsentTextOutdated);
  EXPECT_KIND(Grant(Citizen(), Agreement("marketing")).status(), kPurposeNotFound);
  EXPECT_KIND(Grant(Citizen(), Agreement("dossier_handling")).status(), kConsentNotNeeded);
}

TEST_P(Consents, NobodySpeaksForAnotherCitizen) {
  v1::GrantConsentRequest request = Agreement();
  request.set_citizen("citizens/" + ids_.NewUuid());
  EXPECT_KIND(Grant(Citizen(), request).status(), kCitizenNotFound);
}

TEST_P(Consents, AHelperNotesOneWithItsPaper) {
  const rpc::Call helper = Officer("neighbourhood_helper", "wards/27442");
  const auto given = Grant(helper, OnPaper());
  ASSERT_TRUE(given.ok()) << given.status();
  EXPECT_EQ(given->citizen(), citizen_);
  EXPECT_EQ(given->actor(), "officers/1");
  EXPECT_EQ(List().at(0).evidence(), "Phiếu đồng ý số 12");

  v1::GrantConsentRequest request = OnPaper();
  request.clear_evidence();
  EXPECT_KIND(Grant(helper, request).status(), kConsentEvidenceMissing);
  request = OnPaper();
  request.set_channel(v1::CONSENT_ONLINE);
  EXPECT_KIND(Grant(helper, request).status(), kConsentEvidenceMissing);
  request = OnPaper();
  request.set_citizen("citizens/" + ids_.NewUuid());
  EXPECT_KIND(Grant(helper, request).status(), kCitizenNotFound);
}

TEST_P(Consents, AWithdrawalEndsOneAndStaysVisible) {
  const std::string name = Grant(Citizen(), Agreement()).value().name();
  clock_.Advance(absl::Hours(1));
  const auto withdrawn = Withdraw(Citizen(), name);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_TRUE(withdrawn->has_withdraw_time());
  EXPECT_TRUE(List().at(0).has_withdraw_time());
  const auto told = Published<v1::ConsentChanged>();
  ASSERT_EQ(told.size(), 2u);
  EXPECT_FALSE(told[1].granted());

  ASSERT_TRUE(Withdraw(Citizen(), name).ok());  // again: nothing more to tell
  EXPECT_EQ(Published<v1::ConsentChanged>().size(), 2u);
}

TEST_P(Consents, OnlyThePersonOrAnOfficerWithAPaperWithdraws) {
  const std::string name = Grant(Citizen(), Agreement()).value().name();
  const rpc::Call other = As("citizens/" + ids_.NewUuid(), policy::v1::CITIZEN);
  EXPECT_KIND(Withdraw(other, name).status(), kConsentNotFound);
  const rpc::Call clerk = Officer("one_stop_clerk", "wards/27442");
  EXPECT_KIND(Withdraw(clerk, name).status(), kConsentEvidenceMissing);
  EXPECT_TRUE(Withdraw(clerk, name, "Đơn ngày 20/11/2026").ok());
  EXPECT_KIND(Withdraw(Citizen(), "consents/1").status(), kConsentNotFound);
}

TEST_P(Consents, ANewOneTakesThePlaceOfTheOneBefore) {
  ASSERT_TRUE(Grant(Citizen(), Agreement()).ok());
  clock_.Advance(absl::Hours(1));
  ASSERT_TRUE(Grant(Citizen(), Agreement()).ok());
  const auto consents = List();
  ASSERT_EQ(consents.size(), 2u);
  EXPECT_FALSE(consents[0].has_withdraw_time());
  EXPECT_TRUE(consents[1].has_withdraw_time());
}

TEST_P(Consents, ARepeatedRequestGivesTheSameAnswer) {
  const v1::GrantConsentRequest request = Agreement();
  const auto first = Grant(Citizen(), request);
  const auto again = Grant(Citizen(), request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(first->name(), again->name());
  EXPECT_EQ(List().size(), 1u);
}

TEST_P(Consents, AreListedByPages) {
  for (const char* purpose : {"outreach", "zalo_linking", "survey_follow_up"}) {
    clock_.Advance(absl::Seconds(1));
    ASSERT_TRUE(Grant(Citizen(), Agreement(purpose)).ok());
  }
  EXPECT_EQ(List(2).size(), 2u);
  ASSERT_FALSE(next_.empty());
  const auto rest = List(2, next_);
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].purpose_id(), "outreach");
  EXPECT_TRUE(next_.empty());
  v1::ListConsentsRequest request;
  request.set_page_token("x");
  EXPECT_KIND(api::ListConsents(*privacy_, Citizen(), request).status(), status::kPageTokenInvalid);
}

TEST_P(Consents, WithdrawnOnesEndWithTheirClassUnlessThePersonIsHeld) {
  const auto schedule = retention::Schedule::Parse(
      "classes: [{record: consents, years: 5, legal_basis: a, verified: true}]");
  retention::Metrics metrics(registry_, "identity");
  const auto retain = [&] { return workers::RetainConsents(*deps_, *schedule, metrics).value(); };
  ASSERT_TRUE(Withdraw(Citizen(), Grant(Citizen(), Agreement()).value().name()).ok());
  ASSERT_TRUE(Grant(Citizen(), Agreement("outreach")).ok());
  const std::string hold = Hold(citizen_).value().name();
  clock_.Advance(absl::Hours(24 * 366 * 5));
  EXPECT_EQ(retain(), 0);

  v1::ReleaseLegalHoldRequest release;
  release.set_request_id(ids_.NewUuid());
  release.set_name(hold);
  ASSERT_TRUE(api::ReleaseLegalHold(*privacy_, WardAdmin(), release).ok());
  EXPECT_EQ(retain(), 1);
  EXPECT_EQ(List().at(0).purpose_id(), "outreach");
}

TEST_P(Consents, PurposesAreShownToAnybody) {
  const auto shown = api::ListPurposes(*privacy_, NewCall(), {});
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->purposes_size(), 4);
  for (const v1::Purpose& purpose : shown->purposes()) {
    EXPECT_FALSE(purpose.legal_basis().empty());
    EXPECT_EQ(purpose.text_sha256().size(), 64u);
  }
}

}  // namespace
}  // namespace tancua::identity
