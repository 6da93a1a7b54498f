#include "services/statistics/api/get_activation_statistics.h"

#include <gtest/gtest.h>

#include "common/testing/postgres.h"
#include "services/statistics/domain/errors.h"
#include "services/statistics/store/test_database.h"
#include "services/statistics/workers/subscription.h"
#include "tancua/identity/v1/activation_events.pb.h"

namespace tancua::statistics::api {
namespace {

using identity::v1::LevelActivated;

constexpr std::int64_t kActivated = 1'795'327'200;  // 2026-11-22 13:00 in Viet Nam

std::string ActivationsUrl(bool postgres) {
  static auto* const server = new tancua::testing::PostgresServer();
  return postgres ? server->Url() : "sqlite::memory:";
}

LevelActivated Activated(const std::string& id, const std::string& quarter, int level = 2) {
  LevelActivated event;
  event.set_activation("activations/" + id);
  event.set_revision(1);
  event.set_ward("wards/27442");
  event.set_quarter(quarter);
  event.set_level(level);
  event.set_source(quarter.empty() ? LevelActivated::AUTOMATIC : LevelActivated::RECORDED);
  event.mutable_activate_time()->set_seconds(kActivated);
  return event;
}

// One suite for both databases.
class GetActivationStatisticsTest : public ::testing::TestWithParam<bool> {
 protected:
  absl::Status Receive(const LevelActivated& event) {
    const events::Subscription subscription = workers::Facts(metrics_);
    const auto& route =
        subscription.routes().at(std::string(LevelActivated::descriptor()->full_name()));
    const events::Header header{.ward = "27442", .time = absl::FromUnixSeconds(kActivated)};
    return database_->Write("27442",
                            [&](sql::Session& tx) { return route.handler(tx, header, event); });
  }
  absl::StatusOr<v1::ActivationStatistics> Get(const std::string& ward = "27442",
                                               const std::string& day = "2026-11-22") {
    v1::GetActivationStatisticsRequest request;
    request.set_name("wards/" + ward + "/activationStatistics");
    request.set_from(day);
    request.set_to(day);
    return GetActivationStatistics(deps_, rpc::Call(), request);
  }

  std::unique_ptr<sql::Database> database_ = store::OpenTestDatabase(ActivationsUrl(GetParam()));
  prometheus::Registry registry_;
  Metrics metrics_{registry_};
  FakeClock clock_{absl::FromUnixSeconds(kActivated + 3600)};
  ward::WardDirectory wards_ =
      *ward::WardDirectory::Load(TANCUA_SOURCE_DIR "/common/ward/data/wards.yaml");
  Deps deps_{clock_, *database_, wards_};
};
INSTANTIATE_TEST_SUITE_P(Databases, GetActivationStatisticsTest, ::testing::Bool());

TEST_P(GetActivationStatisticsTest, CountsByQuarterWithTotals) {
  ASSERT_TRUE(Receive(Activated("a", "kp-03")).ok());
  ASSERT_TRUE(Receive(Activated("b", "kp-03", 1)).ok());
  ASSERT_TRUE(Receive(Activated("c", "kp-01")).ok());
  ASSERT_TRUE(Receive(Activated("d", "")).ok());

  const auto figures = Get();

  ASSERT_TRUE(figures.ok()) << figures.status();
  EXPECT_EQ(figures->total().level1(), 1);
  EXPECT_EQ(figures->total().level2(), 3);
  EXPECT_EQ(figures->total().recorded(), 3);
  EXPECT_EQ(figures->total().automatic(), 1);
  ASSERT_EQ(figures->quarters_size(), 3);
  EXPECT_EQ(figures->quarters(0).quarter(), "");
  EXPECT_EQ(figures->quarters(1).quarter(), "kp-01");
  EXPECT_EQ(figures->quarters(2).quarter(), "kp-03");
  EXPECT_EQ(figures->quarters(2).count().level1(), 1);
  EXPECT_EQ(figures->quarters(2).count().level2(), 1);
  EXPECT_EQ(figures->as_of_time().seconds(), kActivated + 3600);
  EXPECT_EQ(figures->last_event_time().seconds(), kActivated);
}

TEST_P(GetActivationStatisticsTest, MovesACreditThatWasRecordedLaterInAnyOrder) {
  LevelActivated recorded = Activated("a", "kp-03");
  recorded.set_revision(2);
  for (const auto& event : {Activated("a", ""), recorded, Activated("a", ""), recorded}) {
    ASSERT_TRUE(Receive(event).ok());
  }
  LevelActivated other = recorded;
  other.set_activation("activations/b");
  ASSERT_TRUE(Receive(other).ok());
  ASSERT_TRUE(Receive(Activated("b", "")).ok()) << "the older event comes last";

  const auto figures = Get();

  ASSERT_EQ(figures->quarters_size(), 1);
  EXPECT_EQ(figures->quarters(0).quarter(), "kp-03");
  EXPECT_EQ(figures->total().level2(), 2);
  EXPECT_EQ(figures->total().automatic(), 0);
}

TEST_P(GetActivationStatisticsTest, KeepsWardsAndDaysApart) {
  ASSERT_TRUE(Receive(Activated("a", "kp-03")).ok());
  EXPECT_EQ(Get("26944")->total().level2(), 0);
  EXPECT_TRUE(Get("26944")->total().has_level2()) << "a zero is a figure too";
  EXPECT_EQ(Get("27442", "2026-11-23")->quarters_size(), 0);
  EXPECT_TRUE(status::Is(Get("00000").status(), kWardUnknown));
  EXPECT_TRUE(status::Is(Get("27442", "22/11/2026").status(), kPeriodInvalid));
}

TEST_P(GetActivationStatisticsTest, SendsAnEventThatItDoesNotUnderstandToTheDeadLetters) {
  LevelActivated event = Activated("a", "kp-03", 3);
  EXPECT_TRUE(absl::IsInvalidArgument(Receive(event)));
  event = Activated("a", "kp-03");
  event.set_source(static_cast<LevelActivated::Source>(9));
  EXPECT_TRUE(absl::IsInvalidArgument(Receive(event)));
  event = Activated("a", "kp-03");
  event.set_ward("");
  EXPECT_TRUE(absl::IsInvalidArgument(Receive(event)));
  EXPECT_EQ(Get()->total().level2(), 0);
}

}  // namespace
}  // namespace tancua::statistics::api
