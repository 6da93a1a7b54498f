#include <gtest/gtest.h>

#include "common/calendar/calendar.h"

namespace tancua::calendar {
namespace {

absl::Time Utc(int year, int month, int day, int hour, int minute) {
  return absl::FromCivil(absl::CivilMinute(year, month, day, hour, minute), absl::UTCTimeZone());
}

TEST(ParseDay, ReadsWhatFormatDayWrites) {
  for (const char* text : {"2026-11-22", "2024-02-29", "1951-01-01"}) {
    const auto day = ParseDay(text);
    ASSERT_TRUE(day.ok()) << text;
    EXPECT_EQ(FormatDay(*day), text);
  }
}

TEST(ParseDay, RefusesOtherFormsAndDaysThatDoNotExist) {
  for (const char* text :
       {"", "2026-11-2", "22/11/2026", "2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10",
        "2026-11-00", "2026-11-22T00:00", "+026-11-22", "2026-+1-22", "2026- 1-22", "２026-1-2"}) {
    EXPECT_EQ(ParseDay(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

TEST(LocalDay, TurnsAtSeventeenHoursUtc) {
  EXPECT_EQ(LocalDay(Utc(2026, 11, 22, 16, 59)), absl::CivilDay(2026, 11, 22));
  EXPECT_EQ(LocalDay(Utc(2026, 11, 22, 17, 0)), absl::CivilDay(2026, 11, 23));
}

TEST(FormatVietnamese, WritesHourThenDayInLocalTime) {
  EXPECT_EQ(FormatVietnamese(Utc(2026, 11, 26, 10, 0)), "17:00 ngày 26/11/2026");
  EXPECT_EQ(FormatVietnamese(Utc(2026, 1, 4, 18, 5)), "01:05 ngày 05/01/2026");
}

}  // namespace
}  // namespace tancua::calendar
