#include "common/retention/schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/calendar/calendar.h"
#include "prometheus/text_serializer.h"

namespace tancua::retention {
namespace {

using ::testing::HasSubstr;

constexpr char kYaml[] = R"(
classes:
  - {record: dossiers, years: 20, legal_basis: a, verified: false}
  - {record: dossiers, procedures: ["2.000884"], years: 2, legal_basis: b, verified: true}
  - {record: dossiers, procedures: ["2.000635"], permanent: true, legal_basis: c, verified: true}
)";

absl::Time Local(int year, int month, int day) {
  return absl::FromCivil(absl::CivilDay(year, month, day), calendar::Vietnam());
}

// A table of `rows` records past their class.
struct FakeTable {
  std::int64_t rows = 0;
  absl::Time asked;

  absl::StatusOr<int> Apply(const Class* found, absl::Time now, Metrics& metrics) {
    return ApplyClass(found, now, metrics,
                      {.count = [&](absl::Time before) -> absl::StatusOr<std::int64_t> {
                         asked = before;
                         return rows;
                       },
                       .remove = [&](absl::Time before, int limit) -> absl::StatusOr<int> {
                         asked = before;
                         const int removed = static_cast<int>(std::min<std::int64_t>(rows, limit));
                         rows -= removed;
                         return removed;
                       }});
  }
};

TEST(RetentionSchedule, TheClassOfAProcedureGoesBeforeTheGeneralOne) {
  const Schedule schedule = Schedule::Parse(kYaml).value();
  EXPECT_EQ(schedule.Find("dossiers", "2.000884")->years, 2);
  EXPECT_TRUE(schedule.Find("dossiers", "2.000635")->permanent);
  EXPECT_EQ(schedule.Find("dossiers", "1.014027")->years, 20);
  EXPECT_EQ(schedule.Find("messages"), nullptr);
}

TEST(RetentionSchedule, RefusesAClassThatDoesNotSayHowLongOrByWhichLaw) {
  EXPECT_FALSE(Schedule::Parse("classes: [{record: a, legal_basis: b}]").ok());
  EXPECT_FALSE(Schedule::Parse("classes: [{record: a, years: 2}]").ok());
  EXPECT_FALSE(
      Schedule::Parse("classes: [{record: a, years: 2, permanent: true, legal_basis: b}]").ok());
  EXPECT_FALSE(Schedule::Parse("classes: [{record: a, years: nhieu, legal_basis: b}]").ok());
}

TEST(RetentionSchedule, TheShippedClassesAreWhole) {
  const auto shipped = Schedule::Load(TANCUA_SOURCE_DIR "/common/retention/data/retention.yaml");
  ASSERT_TRUE(shipped.ok()) << shipped.status();
  for (const char* record :
       {"dossiers", "messages", "survey_answers", "consents", "data_requests", "audit_entries"}) {
    ASSERT_NE(shipped->Find(record), nullptr) << record;
    EXPECT_FALSE(shipped->Find(record)->verified) << record;
  }
}

TEST(RetentionSchedule, YearsAreCalendarYearsInVietnam) {
  const Schedule schedule = Schedule::Parse(kYaml).value();
  const Class& two_years = *schedule.Find("dossiers", "2.000884");
  EXPECT_EQ(two_years.CutOff(Local(2028, 11, 20)), Local(2026, 11, 20));
  // The year before has no 29 February.
  EXPECT_EQ(two_years.CutOff(Local(2028, 2, 29)), Local(2026, 3, 1));
}

TEST(ApplyClass, RemovesInBatchesWhereTheLawIsKnown) {
  const Schedule schedule = Schedule::Parse(kYaml).value();
  prometheus::Registry registry;
  Metrics metrics(registry, "dossier");
  FakeTable table{.rows = 450};
  int removed = 0;
  for (int batch = 1; batch > 0; removed += batch) {
    batch =
        table.Apply(schedule.Find("dossiers", "2.000884"), Local(2028, 11, 20), metrics).value();
  }
  EXPECT_EQ(removed, 450);
  EXPECT_EQ(table.asked, Local(2026, 11, 20));
  EXPECT_THAT(prometheus::TextSerializer().Serialize(registry.Collect()),
              HasSubstr("tancua_retention_removed_records_total{record=\"dossiers\","
                        "service=\"dossier\"} 450"));
}

TEST(ApplyClass, OnlyCountsWhereTheLawWasNotSeen) {
  const Schedule schedule = Schedule::Parse(kYaml).value();
  prometheus::Registry registry;
  Metrics metrics(registry, "dossier");
  FakeTable table{.rows = 450};
  EXPECT_EQ(table.Apply(schedule.Find("dossiers"), Local(2050, 1, 1), metrics).value(), 0);
  EXPECT_EQ(table.rows, 450);
  EXPECT_THAT(
      prometheus::TextSerializer().Serialize(registry.Collect()),
      HasSubstr("tancua_retention_due_records{record=\"dossiers\",service=\"dossier\"} 450"));
}

TEST(ApplyClass, LeavesWhatIsKeptForEverOrHasNoClass) {
  const Schedule schedule = Schedule::Parse(kYaml).value();
  prometheus::Registry registry;
  Metrics metrics(registry, "dossier");
  FakeTable table{.rows = 1};
  for (const Class* found : {schedule.Find("dossiers", "2.000635"), schedule.Find("messages")}) {
    EXPECT_EQ(table.Apply(found, Local(2050, 1, 1), metrics).value(), 0);
  }
  EXPECT_EQ(table.rows, 1);
}

}  // namespace
}  // namespace tancua::retention
