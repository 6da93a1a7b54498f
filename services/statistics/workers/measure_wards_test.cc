#include "services/statistics/workers/measure_wards.h"

#include <gtest/gtest.h>

#include "services/statistics/store/facts.h"
#include "services/statistics/store/test_database.h"

namespace tancua::statistics::workers {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'795'327'200);  // 2026-11-22 13:00 in Viet Nam

class MeasureWardsTest : public ::testing::Test {
 protected:
  void Receive(const std::string& ward, const std::string& code, const std::string& state,
               std::optional<absl::Time> due, absl::Time receive = kNow - absl::Hours(24)) {
    domain::Fact fact{.dossier = "dossiers/" + code,
                      .ward = ward,
                      .revision = 1,
                      .procedure = "procedures/1.014027",
                      .channel = "ONLINE",
                      .state = state,
                      .receive_time = receive,
                      .due_time = due};
    if (state == "RETURNED") fact.finish_time = kNow;
    store::Apply(*database_, [&](sql::Session& tx) { return store::ApplyFact(tx, fact, kNow); });
  }
  void MeasureAll() {
    MeasureWards measure(deps_, metrics_);
    while (true) {
      const auto shown = measure.RunOnce();
      ASSERT_TRUE(shown.ok()) << shown.status();
      if (*shown == 0) return;
    }
  }
  // The value of the series with exactly these labels; -1 when there is none.
  double Shown(const std::string& name, const std::map<std::string, std::string>& labels) {
    for (const auto& family : registry_.Collect()) {
      if (family.name != "tancua_statistics_" + name) continue;
      for (const auto& metric : family.metric) {
        std::map<std::string, std::string> found;
        for (const auto& label : metric.label) found[label.name] = label.value;
        if (found == labels) return metric.gauge.value;
      }
    }
    return -1;
  }

  std::unique_ptr<sql::Database> database_ = store::OpenTestDatabase();
  prometheus::Registry registry_;
  Metrics metrics_{registry_};
  FakeClock clock_{kNow};
  ward::WardDirectory wards_ =
      *ward::WardDirectory::Load(TANCUA_SOURCE_DIR "/common/ward/data/wards.yaml");
  Deps deps_{clock_, *database_, wards_};
};

TEST_F(MeasureWardsTest, TellsWhatIsDueSoonFromWhatIsOverdue) {
  Receive("27442", "a", "RECEIVED", kNow + absl::Hours(48));
  Receive("27442", "b", "RECEIVED", kNow + absl::Hours(23));
  Receive("27442", "c", "RECEIVED", kNow - absl::Hours(1));
  Receive("27442", "d", "NEED_SUPPLEMENT", std::nullopt);

  MeasureAll();

  EXPECT_EQ(Shown("open_dossiers", {{"ward", "27442"}, {"term", "any"}}), 4);
  EXPECT_EQ(Shown("open_dossiers", {{"ward", "27442"}, {"term", "due_soon"}}), 1);
  EXPECT_EQ(Shown("open_dossiers", {{"ward", "27442"}, {"term", "overdue"}}), 1);
}

TEST_F(MeasureWardsTest, CountsWhatCameInTheLastThirtyDays) {
  Receive("27442", "a", "RETURNED", kNow + absl::Hours(48));
  Receive("27442", "b", "RETURNED", kNow - absl::Hours(1));
  Receive("27442", "c", "RETURNED", kNow, kNow - absl::Hours(24 * 30));
  Receive("27442", "d", "RECEIVED", kNow);

  MeasureAll();

  EXPECT_EQ(Shown("received_dossiers", {{"ward", "27442"}}), 3);
  EXPECT_EQ(Shown("returned_dossiers", {{"ward", "27442"}}), 2);
  EXPECT_EQ(Shown("finished_dossiers", {{"ward", "27442"}, {"outcome", "on_time"}}), 1);
  EXPECT_EQ(Shown("finished_dossiers", {{"ward", "27442"}, {"outcome", "late"}}), 1);
  EXPECT_EQ(Shown("survey_answers", {{"ward", "27442"}, {"rating", "any"}}), 0);
}

TEST_F(MeasureWardsTest, ShowsEveryWardHoweverManyThereAre) {
  for (int i = 0; i < 45; ++i) {
    const std::string ward = std::to_string(10'000 + i);
    Receive(ward, ward + "-1", "RECEIVED", kNow);
    Receive(ward, ward + "-2", "RECEIVED", kNow);
  }
  MeasureAll();
  for (int i = 0; i < 45; ++i) {
    EXPECT_EQ(Shown("received_dossiers", {{"ward", std::to_string(10'000 + i)}}), 2) << i;
  }
}

}  // namespace
}  // namespace tancua::statistics::workers
