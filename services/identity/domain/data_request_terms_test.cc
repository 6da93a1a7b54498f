#include "services/identity/domain/data_request_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace tancua::identity::domain {
namespace {

using ::testing::HasSubstr;

std::string ShippedTerms() {
  std::ifstream in(TANCUA_SOURCE_DIR "/services/identity/data/data_request_terms.yaml");
  return {std::istreambuf_iterator<char>(in), {}};
}

class DataRequestTermsTest : public ::testing::Test {
 protected:
  static absl::Time Local(int year, int month, int day, int hour, int minute = 0, int second = 0) {
    return absl::FromCivil(absl::CivilSecond(year, month, day, hour, minute, second),
                           calendar::Vietnam());
  }
  DataRequestDue Count(DataRequestType type, absl::Time received, bool extended = false) {
    auto due = CountDue(terms_, calendar_, type, received, extended);
    EXPECT_TRUE(due.ok()) << due.status();
    return *due;
  }

  DataRequestTerms terms_ = ParseDataRequestTerms(ShippedTerms()).value();
  calendar::Calendar calendar_ =
      calendar::Calendar::Load(TANCUA_SOURCE_DIR "/common/calendar/data/vietnam_state_offices.yaml")
          .value();
};

// Tuesday 24/11/2026 is a holiday.
TEST_F(DataRequestTermsTest, ACorrectionAskedOnFridayIsAcknowledgedOnWednesdayAndDueInTenDays) {
  const DataRequestDue due = Count(DataRequestType::kCorrect, Local(2026, 11, 20, 9));
  EXPECT_EQ(due.acknowledge, Local(2026, 11, 25, 17));
  EXPECT_EQ(due.decide, Local(2026, 11, 30, 23, 59, 59));
  EXPECT_THAT(due.explanation, HasSubstr("10 ngày"));
  EXPECT_THAT(due.explanation, HasSubstr("Nghị định 356/2025/NĐ-CP, Điều 5"));
  EXPECT_THAT(due.explanation, HasSubstr("chưa được cơ quan có thẩm quyền xác nhận"));
}

TEST_F(DataRequestTermsTest, EveryTypeHasTheTermOfTheDecree) {
  const absl::Time received = Local(2026, 11, 2, 9);  // + 10, 15, 20 days are working days
  for (const auto& [type, days] : std::map<DataRequestType, int>{{DataRequestType::kView, 10},
                                                                 {DataRequestType::kCorrect, 10},
                                                                 {DataRequestType::kProvide, 10},
                                                                 {DataRequestType::kWithdraw, 15},
                                                                 {DataRequestType::kRestrict, 15},
                                                                 {DataRequestType::kObject, 15},
                                                                 {DataRequestType::kProtect, 15},
                                                                 {DataRequestType::kDelete, 20}}) {
    absl::CivilDay last = absl::CivilDay(2026, 11, 2) + days;
    while (!calendar_.IsWorkingDay(last)) ++last;
    EXPECT_EQ(calendar::LocalDay(Count(type, received).decide), last) << Word(type);
  }
}

TEST_F(DataRequestTermsTest, ATermThatEndsOnADayOffEndsWithTheNextWorkingDay) {
  // 10 days after Wednesday 04/11/2026 is a Saturday.
  EXPECT_EQ(Count(DataRequestType::kView, Local(2026, 11, 4, 9)).decide,
            Local(2026, 11, 16, 23, 59, 59));
}

TEST_F(DataRequestTermsTest, AnExtensionAddsTheDaysOfTheLawToTheTerm) {
  const DataRequestDue due = Count(DataRequestType::kDelete, Local(2026, 11, 20, 9), true);
  EXPECT_EQ(due.decide, Local(2026, 12, 30, 23, 59, 59));  // 20 + 20 days
  EXPECT_THAT(due.explanation, HasSubstr("đã gia hạn"));
}

TEST_F(DataRequestTermsTest, ProcessorsAndWorkingDaysAreConfiguration) {
  terms_.through_processors = true;
  EXPECT_EQ(Count(DataRequestType::kDelete, Local(2026, 11, 20, 9)).decide,
            Local(2026, 12, 21, 23, 59, 59));  // 30 days end on a Sunday
  terms_.through_processors = false;
  terms_.working_days = true;
  EXPECT_EQ(Count(DataRequestType::kCorrect, Local(2026, 11, 20, 9)).decide,
            Local(2026, 12, 7, 17));
}

TEST_F(DataRequestTermsTest, SaysWhenTheCalendarEnds) {
  EXPECT_EQ(CountDue(terms_, calendar_, DataRequestType::kDelete, Local(2027, 12, 20, 9), false)
                .status()
                .code(),
            absl::StatusCode::kOutOfRange);
}

TEST_F(DataRequestTermsTest, RefusesDataThatLeaveATypeWithoutTerm) {
  std::string yaml = ShippedTerms();
  const std::string line = "  - { types: [PROTECT]";
  ASSERT_NE(yaml.find(line), std::string::npos);
  yaml.erase(yaml.find(line));
  EXPECT_EQ(ParseDataRequestTerms(yaml).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ParseDataRequestTerms("days: LUNAR").status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace tancua::identity::domain
