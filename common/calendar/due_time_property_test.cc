#include <gtest/gtest.h>

#include <random>

#include "common/calendar/calendar.h"

// What holds for every receipt and every term, tried on many.
namespace tancua::calendar {
namespace {

constexpr int kTries = 20000;
constexpr int kMaxDays = 60;

class DueTimeProperty : public testing::Test {
 protected:
  absl::Time Receipt() {
    // So far before the end of 2027 that the longest term stays inside the calendar.
    const absl::Time first = absl::FromCivil(absl::CivilDay(2025, 1, 1), Vietnam());
    const absl::Time last = absl::FromCivil(absl::CivilDay(2027, 9, 1), Vietnam());
    return first + absl::Seconds(std::uniform_int_distribution<std::int64_t>(
                       0, absl::ToInt64Seconds(last - first))(random_));
  }
  Term AnyTerm() {
    const int days = std::uniform_int_distribution<int>(0, kMaxDays)(random_);
    if (days == 0) return {.kind = Term::Kind::kSameDay};
    return {.kind = Term::Kind::kWorkingDays, .days = days};
  }
  absl::Time DueOf(absl::Time received, Term term) const {
    return calendar_.DueTime(received, term).value().time;
  }

  const Calendar calendar_ =
      Calendar::Load(TANCUA_SOURCE_DIR "/common/calendar/data/vietnam_state_offices.yaml").value();
  std::mt19937_64 random_{20261122};
};

TEST_F(DueTimeProperty, IsTheClosingOfAWorkingDayAndNotBeforeReceipt) {
  for (int i = 0; i < kTries; ++i) {
    const absl::Time received = Receipt();
    const absl::Time due = DueOf(received, AnyTerm());
    ASSERT_TRUE(calendar_.IsWorkingDay(LocalDay(due)));
    ASSERT_EQ(absl::ToCivilSecond(due, Vietnam()), absl::CivilHour(LocalDay(due)) + 17);
    ASSERT_GE(due, received);
  }
}

TEST_F(DueTimeProperty, GrowsWithTheTimeOfReceipt) {
  for (int i = 0; i < kTries; ++i) {
    const auto [earlier, later] = std::minmax({Receipt(), Receipt()});
    const Term term = AnyTerm();
    ASSERT_LE(DueOf(earlier, term), DueOf(later, term));
  }
}

TEST_F(DueTimeProperty, GrowsStrictlyWithTheDays) {
  for (int i = 0; i < kTries; ++i) {
    const absl::Time received = Receipt();
    const int days = std::uniform_int_distribution<int>(1, kMaxDays - 1)(random_);
    ASSERT_LT(DueOf(received, {.days = days}), DueOf(received, {.days = days + 1}));
  }
}

TEST_F(DueTimeProperty, LeavesExactlyTheWorkingDaysOfTheTerm) {
  for (int i = 0; i < kTries; ++i) {
    const absl::Time received = Receipt();
    const int days = std::uniform_int_distribution<int>(1, kMaxDays)(random_);
    const absl::CivilDay last = LocalDay(DueOf(received, {.days = days}));
    int counted = 0;
    for (absl::CivilDay day = LocalDay(received) + 1; day <= last; ++day) {
      counted += calendar_.IsWorkingDay(day) ? 1 : 0;
    }
    ASSERT_EQ(counted, days);
    ASSERT_EQ(calendar_.WorkingDays(LocalDay(received) + 1, last).value(), days);
  }
}

TEST_F(DueTimeProperty, DependsOnTheDateOfReceiptAlone) {
  for (int i = 0; i < kTries; ++i) {
    const absl::Time received = Receipt();
    const absl::Time midnight = absl::FromCivil(LocalDay(received), Vietnam());
    const int days = std::uniform_int_distribution<int>(1, kMaxDays)(random_);
    ASSERT_EQ(DueOf(received, {.days = days}), DueOf(midnight, {.days = days}));
  }
}

}  // namespace
}  // namespace tancua::calendar
