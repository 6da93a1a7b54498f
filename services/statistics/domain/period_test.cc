#include "services/statistics/domain/period.h"

#include <gtest/gtest.h>

#include "services/statistics/domain/errors.h"

namespace tancua::statistics::domain {
namespace {

std::string RefusedField(std::string_view from, std::string_view to) {
  const absl::StatusOr<Period> period = ParsePeriod(from, to);
  if (!status::Is(period.status(), kPeriodInvalid)) return "accepted";
  return status::Describe(period.status())->detail.field;
}

TEST(ParsePeriod, TakesOneDayAndThreeYears) {
  EXPECT_TRUE(ParsePeriod("2026-11-22", "2026-11-22").ok());
  EXPECT_TRUE(ParsePeriod("2024-01-01", "2027-01-01").ok());  // 1096 days
}

TEST(ParsePeriod, RefusesMoreThan1096Days) {
  EXPECT_EQ(RefusedField("2024-01-01", "2027-01-02"), "to");
}

TEST(ParsePeriod, RefusesAnEndBeforeTheBeginning) {
  EXPECT_EQ(RefusedField("2026-11-22", "2026-11-21"), "to");
}

TEST(ParsePeriod, NamesTheFieldThatIsNoDay) {
  EXPECT_EQ(RefusedField("", "2026-11-22"), "from");
  EXPECT_EQ(RefusedField("2026-02-30", "2026-11-22"), "from");
  EXPECT_EQ(RefusedField("2026-11-22", "22/11/2026"), "to");
}

}  // namespace
}  // namespace tancua::statistics::domain
