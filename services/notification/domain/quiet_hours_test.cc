#include "services/notification/domain/quiet_hours.h"

#include "gtest/gtest.h"
#include "services/notification/domain/message.h"

namespace tancua::notification::domain {
namespace {

absl::Time Local(int day, int hour, int minute, int second = 0) {
  return absl::FromCivil(absl::CivilSecond(2026, 11, day, hour, minute, second), LocalZone());
}

TEST(QuietHours, LastFromTheEveningToTheMorningAcrossMidnight) {
  const QuietHours quiet = *QuietHours::Parse("21:30-06:30");

  EXPECT_EQ(quiet.NextAllowed(Local(22, 21, 29, 59)), Local(22, 21, 29, 59));
  EXPECT_EQ(quiet.NextAllowed(Local(22, 21, 30)), Local(23, 6, 30));
  EXPECT_EQ(quiet.NextAllowed(Local(22, 23, 59, 59)), Local(23, 6, 30));
  EXPECT_EQ(quiet.NextAllowed(Local(23, 0, 0)), Local(23, 6, 30));
  EXPECT_EQ(quiet.NextAllowed(Local(23, 6, 29, 59)), Local(23, 6, 30));
  EXPECT_EQ(quiet.NextAllowed(Local(23, 6, 30)), Local(23, 6, 30));
}

TEST(QuietHours, CrossTheEndOfAMonth) {
  const QuietHours quiet = *QuietHours::Parse("21:30-06:30");

  EXPECT_EQ(quiet.NextAllowed(Local(30, 22, 0)),
            absl::FromCivil(absl::CivilMinute(2026, 12, 1, 6, 30), LocalZone()));
}

TEST(QuietHours, MayLieWithinOneDay) {
  const QuietHours quiet = *QuietHours::Parse("12:00-13:00");

  EXPECT_EQ(quiet.NextAllowed(Local(22, 12, 30)), Local(22, 13, 0));
  EXPECT_EQ(quiet.NextAllowed(Local(22, 13, 0)), Local(22, 13, 0));
  EXPECT_EQ(quiet.NextAllowed(Local(22, 2, 0)), Local(22, 2, 0));
}

TEST(QuietHours, OffIsNeverQuiet) {
  EXPECT_EQ(QuietHours::Parse("off")->NextAllowed(Local(22, 3, 0)), Local(22, 3, 0));
  EXPECT_EQ(QuietHours().NextAllowed(Local(22, 3, 0)), Local(22, 3, 0));
}

TEST(QuietHours, RefuseWhatIsNoSpan) {
  for (const char* text : {"21:30", "21:30-", "25:00-06:00", "21:60-06:00", "06:00-06:00", "x-y"}) {
    EXPECT_FALSE(QuietHours::Parse(text).ok()) << text;
  }
}

TEST(NextLocalHour, IsTodayOrTomorrowButNeverNow) {
  EXPECT_EQ(NextLocalHour(Local(22, 5, 59), 6), Local(22, 6, 0));
  EXPECT_EQ(NextLocalHour(Local(22, 6, 0), 6), Local(23, 6, 0));
  EXPECT_EQ(NextLocalHour(Local(22, 23, 0), 0), Local(23, 0, 0));
}

}  // namespace
}  // namespace tancua::notification::domain
