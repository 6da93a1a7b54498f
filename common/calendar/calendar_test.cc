#include "common/calendar/calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tancua::calendar {
namespace {

using ::testing::HasSubstr;

const Calendar& Offices() {
  static const Calendar calendar =
      Calendar::Load(TANCUA_SOURCE_DIR "/common/calendar/data/vietnam_state_offices.yaml").value();
  return calendar;
}

// An office that works on Saturday morning too.
std::string SaturdayOffice(const std::string& extra) {
  return R"(title: test
years: {first: 2026, last: 2026}
working_hours:
  monday: ["07:30-11:30", "13:00-17:00"]
  tuesday: ["07:30-17:00"]
  wednesday: ["07:30-17:00"]
  thursday: ["07:30-17:00"]
  friday: ["07:30-17:00"]
  saturday: ["07:30-11:30"]
  sunday: []
  make_up_day: ["07:30-17:00"]
same_day_cutoff: {time: "15:00", legal_basis: x}
)" + extra;
}

std::string ErrorOf(const std::string& yaml) {
  return std::string(Calendar::Parse(yaml).status().message());
}

TEST(WorkingDays, AgreesWithThePublishedCounts) {
  using absl::CivilDay;
  EXPECT_EQ(Offices().WorkingDays(CivilDay(2026, 11, 1), CivilDay(2026, 11, 30)).value(), 20);
  EXPECT_EQ(Offices().WorkingDays(CivilDay(2026, 1, 1), CivilDay(2026, 12, 31)).value(), 249);
  EXPECT_EQ(Offices().WorkingDays(CivilDay(2025, 1, 1), CivilDay(2025, 12, 31)).value(), 250);
}

TEST(WorkingDays, CountsBothEnds) {
  using absl::CivilDay;
  EXPECT_EQ(Offices().WorkingDays(CivilDay(2026, 11, 23), CivilDay(2026, 11, 23)).value(), 1);
  EXPECT_EQ(Offices().WorkingDays(CivilDay(2026, 11, 22), CivilDay(2026, 11, 25)).value(), 2);
  EXPECT_EQ(Offices().WorkingDays(CivilDay(2026, 11, 25), CivilDay(2026, 11, 23)).value(), 0);
  EXPECT_EQ(Offices().WorkingDays(CivilDay(2024, 1, 1), CivilDay(2026, 1, 1)).status().code(),
            absl::StatusCode::kOutOfRange);
}

TEST(IsWorkingDay, IsFalseOutsideTheCoveredYears) {
  EXPECT_TRUE(Offices().IsWorkingDay(absl::CivilDay(2026, 8, 22)));
  EXPECT_FALSE(Offices().IsWorkingDay(absl::CivilDay(2026, 8, 29)));
  EXPECT_FALSE(Offices().IsWorkingDay(absl::CivilDay(2024, 12, 30)));
  EXPECT_FALSE(Offices().IsWorkingDay(absl::CivilDay(2028, 1, 3)));
}

TEST(DueTime, ClosesAtTheHourOfTheWeekday) {
  const Calendar calendar = Calendar::Parse(SaturdayOffice("")).value();
  const auto local = [](int day, int hour) {
    return absl::FromCivil(absl::CivilHour(2026, 11, day, hour), Vietnam());
  };
  const auto due = [&](absl::Time received, Term term) {
    return FormatVietnamese(calendar.DueTime(received, term).value().time);
  };
  EXPECT_EQ(due(local(20, 9), {.days = 1}), "11:30 ngày 21/11/2026");
  // Saturday closes before the cut-off hour: what comes at noon waits for Monday.
  const Term same_day{.kind = Term::Kind::kSameDay};
  EXPECT_EQ(due(local(21, 11), same_day), "11:30 ngày 21/11/2026");
  EXPECT_EQ(due(local(21, 12), same_day), "17:00 ngày 23/11/2026");
}

TEST(ParseCalendar, NamesTheMistakeAndItsLine) {
  EXPECT_THAT(ErrorOf(SaturdayOffice("holidays: []\n")),
              HasSubstr("line 13: unknown key holidays"));
  EXPECT_THAT(ErrorOf(SaturdayOffice("days_off: [{days: [2026-01-01], title: x}]\n")),
              HasSubstr("line 13: legal_basis is missing"));
  EXPECT_THAT(
      ErrorOf(SaturdayOffice("days_off: [{days: [2026-02-30], title: x, legal_basis: x}]\n")),
      HasSubstr("no such day"));
  EXPECT_THAT(
      ErrorOf(SaturdayOffice("days_off: [{days: [2027-01-01], title: x, legal_basis: x}]\n")),
      HasSubstr("outside the years"));
  EXPECT_THAT(ErrorOf(SaturdayOffice("days_off: [{days: [], title: x, legal_basis: x}]\n")),
              HasSubstr("days is missing"));
  EXPECT_THAT(ErrorOf("title: x\n"), HasSubstr("years is missing"));
  EXPECT_THAT(ErrorOf("["), HasSubstr("calendar:"));
  EXPECT_THAT(ErrorOf("text"), HasSubstr("expected keys"));
}

TEST(ParseCalendar, RefusesShiftsThatMakeNoDay) {
  for (const char* shifts :
       {"[\"17:00-07:30\"]", "[\"7:30-11:30\"]", "[\"07:30\"]", "[x]",
        "[\"07:30-11:30\", \"11:00-17:00\"]", "\"07:30-17:00\"", "[\"07:30-24:30\"]"}) {
    std::string yaml = SaturdayOffice("");
    yaml.replace(yaml.find("[]"), 2, shifts);
    EXPECT_EQ(Calendar::Parse(yaml).status().code(), absl::StatusCode::kInvalidArgument) << shifts;
  }
}

TEST(ParseCalendar, RefusesADayThatIsOffAndWorked) {
  EXPECT_THAT(
      ErrorOf(SaturdayOffice("days_off: [{days: [2026-01-01], title: x, legal_basis: x}]\n"
                             "make_up_days: [{days: [2026-01-01], title: x, legal_basis: x}]\n")),
      HasSubstr("2026-01-01 has two entries"));
}

TEST(LoadCalendar, SaysWhichFileIsMissing) {
  EXPECT_EQ(Calendar::Load("/nowhere/calendar.yaml").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace tancua::calendar
