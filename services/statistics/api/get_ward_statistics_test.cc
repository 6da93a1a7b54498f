#include "services/statistics/api/get_ward_statistics.h"

#include <gtest/gtest.h>

#include "services/statistics/domain/errors.h"
#include "services/statistics/store/test_database.h"
#include "services/statistics/workers/subscription.h"
#include "tancua/dossier/v1/events.pb.h"
#include "tancua/survey/v1/events.pb.h"

namespace tancua::statistics::api {
namespace {

constexpr std::int64_t kReceived = 1'795'327'200;  // 2026-11-22 13:00 in Viet Nam
constexpr std::int64_t kDue = kReceived + 3 * 24 * 3600;

dossier::v1::DossierChanged Changed(const std::string& code, dossier::v1::State state) {
  dossier::v1::DossierChanged event;
  event.set_dossier("dossiers/" + code);
  event.set_revision(state);
  event.set_ward("wards/27442");
  event.set_procedure("procedures/1.014027");
  event.set_channel(dossier::v1::ONLINE);
  event.set_state(state);
  event.mutable_receive_time()->set_seconds(kReceived);
  event.mutable_due_time()->set_seconds(kDue);
  if (state >= dossier::v1::APPROVED) event.mutable_finish_time()->set_seconds(kDue);
  return event;
}

class GetWardStatisticsTest : public ::testing::Test {
 protected:
  // What the consumer does with an event.
  template <class Event>
  absl::Status Receive(const Event& event) {
    const events::Subscription subscription = workers::Facts(metrics_);
    const auto& route = subscription.routes().at(std::string(Event::descriptor()->full_name()));
    const events::Header header{.ward = "27442", .time = absl::FromUnixSeconds(kReceived)};
    return database_->Write("27442",
                            [&](sql::Session& tx) { return route.handler(tx, header, event); });
  }
  absl::StatusOr<v1::WardStatistics> Get(const std::string& name,
                                         const std::string& from = "2026-11-22",
                                         const std::string& to = "2026-11-22") {
    v1::GetWardStatisticsRequest request;
    request.set_name(name);
    request.set_from(from);
    request.set_to(to);
    return GetWardStatistics(deps_, rpc::Call(), request);
  }

  std::unique_ptr<sql::Database> database_ = store::OpenTestDatabase();
  prometheus::Registry registry_;
  Metrics metrics_{registry_};
  FakeClock clock_{absl::FromUnixSeconds(kDue + 3600)};
  ward::WardDirectory wards_ =
      *ward::WardDirectory::Load(TANCUA_SOURCE_DIR "/common/ward/data/wards.yaml");
  Deps deps_{clock_, *database_, wards_};
};

TEST_F(GetWardStatisticsTest, CountsWhatTheEventsSaid) {
  // Given: one dossier returned and rated, one overdue.
  ASSERT_TRUE(Receive(Changed("a", dossier::v1::RETURNED)).ok());
  ASSERT_TRUE(Receive(Changed("b", dossier::v1::RECEIVED)).ok());
  survey::v1::SurveyAnswered answered;
  answered.set_dossier("dossiers/a");
  answered.set_ward("wards/27442");
  answered.set_overall_score(4);
  ASSERT_TRUE(Receive(answered).ok());

  // When
  const auto figures = Get("wards/27442/statistics");

  // Then
  ASSERT_TRUE(figures.ok()) << figures.status();
  EXPECT_EQ(figures->name(), "wards/27442/statistics");
  EXPECT_EQ(figures->from(), "2026-11-22");
  EXPECT_EQ(figures->received(), 2);
  EXPECT_EQ(figures->received_by_channel(0).channel(), "ONLINE");
  EXPECT_EQ(figures->received_by_channel(0).count(), 2);
  EXPECT_EQ(figures->received_by_channel(1).count(), 0);
  EXPECT_EQ(figures->on_time().denominator(), 1);
  EXPECT_EQ(figures->on_time().percent(), 100);
  EXPECT_EQ(figures->satisfaction().numerator(), 1);
  EXPECT_EQ(figures->survey_response().denominator(), 1);
  EXPECT_EQ(figures->overdue(), 1);
  EXPECT_EQ(figures->formula_version(), "2026-11.2");
  EXPECT_EQ(figures->as_of_time().seconds(), kDue + 3600);
  EXPECT_EQ(figures->last_event_time().seconds(), kReceived);
}

TEST_F(GetWardStatisticsTest, ListsEveryChannelAndStateOfTheApi) {
  const auto figures = Get("wards/27442/statistics");
  ASSERT_TRUE(figures.ok()) << figures.status();
  const auto& channels = *dossier::v1::Channel_descriptor();
  const auto& states = *dossier::v1::State_descriptor();
  ASSERT_EQ(figures->received_by_channel_size(), channels.value_count() - 1);
  ASSERT_EQ(figures->received_by_state_size(), states.value_count() - 1);
  for (int i = 1; i < channels.value_count(); ++i) {
    EXPECT_EQ(figures->received_by_channel(i - 1).channel(), channels.value(i)->name());
  }
  for (int i = 1; i < states.value_count(); ++i) {
    EXPECT_EQ(figures->received_by_state(i - 1).state(), states.value(i)->name());
  }
}

TEST_F(GetWardStatisticsTest, ShowsTheAgeOfTheNewestEvent) {
  metrics_.Measure(clock_.Now());
  EXPECT_TRUE(registry_.Collect().empty() || registry_.Collect().at(0).metric.empty());
  ASSERT_TRUE(Receive(Changed("a", dossier::v1::RECEIVED)).ok());
  metrics_.Measure(absl::FromUnixSeconds(kReceived + 7));
  EXPECT_EQ(registry_.Collect().at(0).metric.at(0).gauge.value, 7);
}

TEST_F(GetWardStatisticsTest, SaysNothingOfAWardWithoutDossiersButThatThereIsNone) {
  const auto figures = Get("wards/26944/statistics");
  ASSERT_TRUE(figures.ok()) << figures.status();
  EXPECT_EQ(figures->received(), 0);
  EXPECT_FALSE(figures->on_time().has_percent());
  EXPECT_FALSE(figures->satisfaction().has_percent());
  EXPECT_FALSE(figures->has_last_event_time());
}

TEST_F(GetWardStatisticsTest, KnowsNoOtherWardsThanThoseOfTheDirectory) {
  for (const char* name : {"wards/00000/statistics", "wards/2744/statistics", "wards/statistics",
                           "wards//statistics", "27442", "", "wards/27442"}) {
    EXPECT_TRUE(status::Is(Get(name).status(), kWardUnknown)) << name;
  }
}

TEST_F(GetWardStatisticsTest, RefusesAPeriodThatIsNone) {
  EXPECT_TRUE(status::Is(Get("wards/27442/statistics", "2026-11-22", "2026-11-21").status(),
                         kPeriodInvalid));
}

TEST_F(GetWardStatisticsTest, CountsAssistedFilingsApart) {
  dossier::v1::DossierChanged assisted = Changed("a", dossier::v1::RECEIVED);
  assisted.set_channel(dossier::v1::NEIGHBOURHOOD_POINT);
  assisted.set_assisted(true);
  ASSERT_TRUE(Receive(assisted).ok());
  ASSERT_TRUE(Receive(Changed("b", dossier::v1::RECEIVED)).ok());
  ASSERT_TRUE(Receive(Changed("c", dossier::v1::RECEIVED)).ok());
  assisted.set_state(dossier::v1::RETURNED);
  assisted.set_revision(7);
  ASSERT_TRUE(Receive(assisted).ok());

  const auto figures = Get("wards/27442/statistics");

  ASSERT_TRUE(figures.ok()) << figures.status();
  EXPECT_EQ(figures->assisted().numerator(), 1);
  EXPECT_EQ(figures->assisted().denominator(), 3);
  EXPECT_EQ(figures->assisted().percent(), 33.33);
}

TEST_F(GetWardStatisticsTest, SendsAnEventThatItDoesNotUnderstandToTheDeadLetters) {
  dossier::v1::DossierChanged event = Changed("a", dossier::v1::RETURNED);
  event.set_state(static_cast<dossier::v1::State>(99));
  EXPECT_TRUE(absl::IsInvalidArgument(Receive(event)));
  event = Changed("a", dossier::v1::RETURNED);
  event.set_ward("27442");
  EXPECT_TRUE(absl::IsInvalidArgument(Receive(event)));
  event = Changed("a", dossier::v1::RETURNED);
  event.clear_revision();
  EXPECT_TRUE(absl::IsInvalidArgument(Receive(event)));
  EXPECT_EQ(Get("wards/27442/statistics")->received(), 0);
}

}  // namespace
}  // namespace tancua::statistics::api
