#include "services/survey/workers/privacy.h"

#include <gtest/gtest.h>

#include "common/testing/postgres.h"
#include "services/survey/api/answer_survey.h"
#include "services/survey/api/export_personal_data.h"
#include "services/survey/api/get_survey.h"
#include "services/survey/domain/errors.h"
#include "services/survey/fixture.h"
#include "tancua/identity/v1/privacy_events.pb.h"
#include "tancua/privacy/v1/erasure.pb.h"

namespace tancua::survey::workers {
namespace {

constexpr char kComment[] = "Cán bộ hướng dẫn rất tận tình, cảm ơn chị Lan";

std::string PostgresUrl() {
  static auto* const server = new tancua::testing::PostgresServer();
  return server->Url();
}

class Privacy : public ::testing::TestWithParam<const char*> {
 protected:
  static std::string Url() {
    return std::string(GetParam()) == "Postgres" ? PostgresUrl() : "sqlite::memory:";
  }
  template <class Event>
  absl::Status Take(const Event& event) {
    const events::Subscription subscription = Invitations(service_.deps());
    const auto& route = subscription.routes().at(std::string(Event::descriptor()->full_name()));
    const events::Header header{.id = "1", .ward = "27442", .subject = "citizens/1"};
    return service_.deps().database.Write(
        "27442", [&](sql::Session& tx) { return route.handler(tx, header, event); });
  }
  absl::Status Consent(bool granted, const char* purpose = "survey_follow_up") {
    identity::v1::ConsentChanged event;
    event.set_citizen("citizens/1");
    event.set_purpose_id(purpose);
    event.set_granted(granted);
    event.mutable_change_time()->set_seconds(absl::ToUnixSeconds(service_.clock().Now()));
    service_.clock().Advance(absl::Seconds(1));
    return Take(event);
  }
  std::size_t InvitedAfterReturnOf(const char* code) {
    dossier::v1::DossierChanged event = Fixture::Returned(code);
    event.set_citizen("citizens/1");
    EXPECT_TRUE(Take(event).ok());
    return service_.Published<v1::SurveyInvited>().size();
  }
  std::string Answer(const char* code) {
    service_.clock().Advance(absl::Seconds(1));  // ids tell the order by their time
    const std::string name = service_.Invite(code);
    v1::AnswerSurveyRequest request;
    request.set_name(name);
    request.add_answers()->set_question_id("overall");
    request.mutable_answers(0)->set_score(5);
    request.set_comment(kComment);
    EXPECT_TRUE(api::AnswerSurvey(service_.deps(), rpc::Call(), request).ok());
    return name;
  }
  privacy::v1::ExportPersonalDataResponse Export(const char* code) {
    privacy::v1::ExportPersonalDataRequest request;
    request.add_dossiers(std::string("dossiers/") + code);
    auto exported = api::ExportPersonalData(service_.deps(), rpc::Call(), request);
    EXPECT_TRUE(exported.ok()) << exported.status();
    return *exported;
  }
  absl::Status Forget(const char* code) {
    privacy::v1::DossiersErased event;
    event.set_data_request("dataRequests/1");
    event.add_dossiers(std::string("dossiers/") + code);
    return Take(event);
  }

  Fixture service_{Url()};
};

INSTANTIATE_TEST_SUITE_P(On, Privacy, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(Privacy, WhoWithdrewIsNotAskedUntilTheyConsentAgain) {
  ASSERT_TRUE(Consent(false).ok());
  EXPECT_EQ(InvitedAfterReturnOf("a"), 0u);
  ASSERT_TRUE(Consent(true).ok());
  EXPECT_EQ(InvitedAfterReturnOf("b"), 1u);
}

TEST_P(Privacy, AnotherPurposeChangesNothing) {
  ASSERT_TRUE(Consent(false, "outreach").ok());
  EXPECT_EQ(InvitedAfterReturnOf("a"), 1u);
}

TEST_P(Privacy, ARestrictionStopsInvitationsWhateverWasConsentedTo) {
  ASSERT_TRUE(Consent(true).ok());
  identity::v1::RestrictionChanged event;
  event.set_citizen("citizens/1");
  event.set_restricted(true);
  event.mutable_change_time()->set_seconds(absl::ToUnixSeconds(kNow));
  ASSERT_TRUE(Take(event).ok());
  EXPECT_EQ(InvitedAfterReturnOf("a"), 0u);
}

TEST_P(Privacy, ThePersonIsShownTheirAnswer) {
  Answer("a");
  const auto shown = Export("a");
  const auto& surveys = shown.data().fields().at("surveys").list_value();
  ASSERT_EQ(surveys.values_size(), 1);
  const auto& fields = surveys.values(0).struct_value().fields();
  EXPECT_EQ(fields.at("comment").string_value(), kComment);
  EXPECT_EQ(fields.at("answers").list_value().values_size(), 1);
}

TEST_P(Privacy, AForgottenPersonsCommentIsGoneAndTheScoreStays) {
  Answer("a");
  Answer("b");

  ASSERT_TRUE(Forget("a").ok());

  const auto erased = Export("a");
  const auto& fields =
      erased.data().fields().at("surveys").list_value().values(0).struct_value().fields();
  EXPECT_EQ(fields.count("comment"), 0u);
  EXPECT_EQ(fields.at("answers").list_value().values_size(), 1);
  const auto other = Export("b");
  EXPECT_EQ(other.data()
                .fields()
                .at("surveys")
                .list_value()
                .values(0)
                .struct_value()
                .fields()
                .at("comment")
                .string_value(),
            kComment);
  const auto reported = service_.Published<privacy::v1::ErasureCompleted>();
  ASSERT_EQ(reported.size(), 1u);
  EXPECT_EQ(reported[0].service(), "survey");
  EXPECT_EQ(reported[0].erased(), 1);
}

TEST_P(Privacy, AnOpenLinkOfAForgottenPersonIsClosed) {
  const std::string name = service_.Invite("a");
  ASSERT_TRUE(Forget("a").ok());
  v1::AnswerSurveyRequest request;
  request.set_name(name);
  request.add_answers()->set_question_id("overall");
  request.mutable_answers(0)->set_score(1);
  EXPECT_TRUE(status::Is(api::AnswerSurvey(service_.deps(), rpc::Call(), request).status(),
                         kSurveyExpired));
}

TEST_P(Privacy, AnswersBecomeAnonymousAfterTheirClassUnlessHeld) {
  const auto schedule = retention::Schedule::Parse(
      "classes: [{record: survey_answers, years: 2, legal_basis: a, verified: true}]");
  retention::Metrics metrics(service_.registry(), "survey");
  Answer("a");
  Answer("b");
  privacy::v1::DossiersHeld held;
  held.add_dossiers("dossiers/b");
  held.set_held(true);
  held.mutable_change_time()->set_seconds(absl::ToUnixSeconds(kNow));
  ASSERT_TRUE(Take(held).ok());

  EXPECT_EQ(RetainAnswers(service_.deps(), *schedule, metrics).value(), 0);
  service_.clock().Advance(absl::Hours(24 * 732));
  EXPECT_EQ(RetainAnswers(service_.deps(), *schedule, metrics).value(), 1);

  EXPECT_EQ(Export("a").data().fields_size(), 0);
  EXPECT_EQ(Export("b").data().fields_size(), 1);
  EXPECT_EQ(RetainAnswers(service_.deps(), *schedule, metrics).value(), 0);
}

}  // namespace
}  // namespace tancua::survey::workers
