#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/calendar/calendar.h"

namespace tancua::calendar {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Term kSameDay{.kind = Term::Kind::kSameDay};

Term WorkingDays(int days) { return {.kind = Term::Kind::kWorkingDays, .days = days}; }

absl::Time Local(int year, int month, int day, int hour, int minute, int second = 0) {
  return absl::FromCivil(absl::CivilSecond(year, month, day, hour, minute, second), Vietnam());
}

class DueTimeTest : public testing::Test {
 protected:
  Due DueOf(absl::Time received, Term term) const {
    const absl::StatusOr<Due> due = calendar_.DueTime(received, term);
    EXPECT_TRUE(due.ok()) << due.status();
    return due.value_or(Due{});
  }
  std::string DueText(absl::Time received, Term term) const {
    return FormatVietnamese(DueOf(received, term).time);
  }

  const Calendar calendar_ =
      Calendar::Load(TANCUA_SOURCE_DIR "/common/calendar/data/vietnam_state_offices.yaml").value();
};

TEST_F(DueTimeTest, DoesNotCountTheDayOfReceipt) {
  EXPECT_EQ(DueText(Local(2026, 11, 2, 8, 0), WorkingDays(10)), "17:00 ngày 16/11/2026");
  EXPECT_EQ(DueText(Local(2026, 11, 2, 8, 0), WorkingDays(3)), "17:00 ngày 05/11/2026");
  EXPECT_EQ(DueText(Local(2026, 11, 10, 8, 0), WorkingDays(10)), "17:00 ngày 25/11/2026");
}

TEST_F(DueTimeTest, SkipsHolidaysAndWeekends) {
  EXPECT_EQ(DueText(Local(2026, 11, 20, 9, 10), WorkingDays(3)), "17:00 ngày 26/11/2026");
  EXPECT_EQ(DueText(Local(2026, 2, 12, 9, 0), WorkingDays(10)), "17:00 ngày 05/03/2026");
  EXPECT_EQ(DueText(Local(2026, 4, 24, 9, 0), WorkingDays(3)), "17:00 ngày 04/05/2026");
  EXPECT_EQ(DueText(Local(2026, 12, 30, 9, 0), WorkingDays(3)), "17:00 ngày 05/01/2027");
}

TEST_F(DueTimeTest, CountsMakeUpSaturdays) {
  EXPECT_EQ(DueText(Local(2026, 8, 20, 9, 0), WorkingDays(3)), "17:00 ngày 24/08/2026");
  EXPECT_EQ(DueText(Local(2025, 4, 24, 9, 0), WorkingDays(3)), "17:00 ngày 28/04/2025");
  EXPECT_EQ(DueText(Local(2026, 8, 21, 9, 0), WorkingDays(1)), "17:00 ngày 22/08/2026");
}

TEST_F(DueTimeTest, CountsFromTheDateAlsoWhenTheOfficeWasClosed) {
  EXPECT_EQ(DueText(Local(2026, 11, 21, 10, 0), WorkingDays(1)), "17:00 ngày 23/11/2026");
  EXPECT_EQ(DueText(Local(2026, 11, 24, 10, 0), WorkingDays(1)), "17:00 ngày 25/11/2026");
  EXPECT_EQ(DueText(Local(2026, 11, 19, 23, 59, 59), WorkingDays(1)), "17:00 ngày 20/11/2026");
  EXPECT_EQ(DueText(Local(2026, 11, 20, 0, 0), WorkingDays(1)), "17:00 ngày 23/11/2026");
}

TEST_F(DueTimeTest, KeepsASameDayTermUntilFifteenHours) {
  EXPECT_EQ(DueText(Local(2026, 11, 23, 15, 0, 0), kSameDay), "17:00 ngày 23/11/2026");
  EXPECT_EQ(DueText(Local(2026, 11, 23, 15, 0, 1), kSameDay), "17:00 ngày 25/11/2026");
  EXPECT_EQ(DueText(Local(2026, 11, 23, 15, 0, 0) + absl::Microseconds(1), kSameDay),
            "17:00 ngày 25/11/2026");
  EXPECT_EQ(DueText(Local(2026, 11, 22, 8, 0), kSameDay), "17:00 ngày 23/11/2026");
  EXPECT_EQ(DueText(Local(2026, 8, 22, 14, 0), kSameDay), "17:00 ngày 22/08/2026");
}

TEST_F(DueTimeTest, ExplainsTheCount) {
  EXPECT_EQ(DueOf(Local(2026, 11, 20, 9, 10), WorkingDays(3)).explanation,
            "03 ngày làm việc tính từ ngày 23/11/2026; nghỉ 24/11 (Ngày Văn hóa Việt Nam)");
  EXPECT_EQ(DueOf(Local(2026, 2, 12, 9, 0), WorkingDays(10)).explanation,
            "10 ngày làm việc tính từ ngày 13/02/2026; nghỉ 16/02 đến 20/02 (Tết Nguyên đán)");
  EXPECT_EQ(DueOf(Local(2026, 8, 20, 9, 0), WorkingDays(3)).explanation,
            "03 ngày làm việc tính từ ngày 21/08/2026; làm việc 22/08 (làm bù cho 31/08)");
  EXPECT_EQ(DueOf(Local(2026, 11, 23, 9, 0), kSameDay).explanation,
            "Giải quyết trong ngày 23/11/2026");
  EXPECT_EQ(DueOf(Local(2026, 11, 23, 15, 1), kSameDay).explanation,
            "Nhận sau 15:00, giải quyết trong ngày làm việc tiếp theo 25/11/2026; nghỉ 24/11 (Ngày "
            "Văn hóa Việt Nam)");
  EXPECT_EQ(DueOf(Local(2026, 11, 22, 9, 0), kSameDay).explanation,
            "Nhận ngoài ngày làm việc, giải quyết trong ngày làm việc tiếp theo 23/11/2026");
}

TEST_F(DueTimeTest, IsProvisionalOverAHolidayThatIsNotDecided) {
  const Due over_tet = DueOf(Local(2027, 2, 2, 9, 0), WorkingDays(5));
  EXPECT_TRUE(over_tet.provisional);
  EXPECT_THAT(over_tet.explanation, HasSubstr("chưa có quyết định về việc nghỉ 04/02"));
  EXPECT_THAT(over_tet.explanation, HasSubstr("dự kiến nghỉ 05/02 đến 10/02"));
  EXPECT_THAT(over_tet.explanation, HasSubstr("ngày hẹn là tạm tính"));

  EXPECT_TRUE(DueOf(Local(2027, 8, 31, 9, 0), WorkingDays(1)).provisional);
  EXPECT_TRUE(DueOf(Local(2027, 2, 4, 9, 0), kSameDay).provisional);

  const Due before_tet = DueOf(Local(2027, 2, 1, 9, 0), WorkingDays(2));
  EXPECT_FALSE(before_tet.provisional);
  EXPECT_THAT(before_tet.explanation, Not(HasSubstr("tạm tính")));
  EXPECT_FALSE(DueOf(Local(2027, 4, 15, 9, 0), WorkingDays(3)).provisional);
}

TEST_F(DueTimeTest, IsNeverLaterThanUnderAProposalOfTheHoliday) {
  // 04-10/02 or 05-14/02: whichever is decided, the citizen's date can only move back.
  EXPECT_EQ(DueText(Local(2027, 2, 2, 9, 0), WorkingDays(3)), "17:00 ngày 11/02/2027");
}

TEST_F(DueTimeTest, RefusesYearsWithoutData) {
  for (const absl::Time received : {Local(2024, 12, 31, 23, 59), Local(2028, 1, 1, 0, 0)}) {
    EXPECT_EQ(calendar_.DueTime(received, WorkingDays(1)).status().code(),
              absl::StatusCode::kOutOfRange);
    EXPECT_EQ(calendar_.DueTime(received, kSameDay).status().code(), absl::StatusCode::kOutOfRange);
  }
  EXPECT_EQ(calendar_.DueTime(Local(2027, 12, 30, 9, 0), WorkingDays(3)).status().code(),
            absl::StatusCode::kOutOfRange);
  EXPECT_EQ(calendar_.DueTime(Local(2027, 12, 31, 16, 0), kSameDay).status().code(),
            absl::StatusCode::kOutOfRange);
  EXPECT_TRUE(calendar_.DueTime(Local(2027, 12, 30, 9, 0), WorkingDays(1)).ok());
}

TEST_F(DueTimeTest, RefusesATermWithoutDays) {
  for (const int days : {0, -1}) {
    EXPECT_EQ(calendar_.DueTime(Local(2026, 11, 2, 8, 0), WorkingDays(days)).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace tancua::calendar
