#include "services/statistics/domain/figures.h"

#include <gtest/gtest.h>

namespace tancua::statistics::domain {
namespace {

TEST(Percent, IsAbsentWhenThereIsNothingToDivideBy) { EXPECT_EQ(Percent({0, 0}), std::nullopt); }

TEST(Percent, GivesTheFigureThatGiaDinhPublished) {
  EXPECT_DOUBLE_EQ(*Percent({12'960, 13'000}), 99.69);
}

TEST(Percent, RoundsAHalfUpToTwoDecimals) {
  EXPECT_DOUBLE_EQ(*Percent({1, 3}), 33.33);
  EXPECT_DOUBLE_EQ(*Percent({2, 3}), 66.67);
  EXPECT_DOUBLE_EQ(*Percent({1, 16}), 6.25);
  EXPECT_DOUBLE_EQ(*Percent({1, 32}), 3.13);      // 3.125
  EXPECT_DOUBLE_EQ(*Percent({1, 20'000}), 0.01);  // 0.005
  EXPECT_DOUBLE_EQ(*Percent({0, 7}), 0.0);
  EXPECT_DOUBLE_EQ(*Percent({7, 7}), 100.0);
}

TEST(Percent, NeverRoundsTheNearlyPerfectFurtherThanTwoDecimalsSay) {
  EXPECT_DOUBLE_EQ(*Percent({9'999, 10'000}), 99.99);
  EXPECT_DOUBLE_EQ(*Percent({245, 250}), 98.0);
  EXPECT_DOUBLE_EQ(*Percent({250, 300}), 83.33);
}

TEST(FiguresOf, IsAllZeroAndWithoutPercentForNothing) {
  const Figures figures = FiguresOf({});
  EXPECT_EQ(figures.received, 0);
  for (const Ratio& ratio :
       {figures.on_time, figures.online, figures.satisfaction, figures.survey_response}) {
    EXPECT_EQ(Percent(ratio), std::nullopt);
  }
}

TEST(FiguresOf, PutsEveryDossierWhereItCounts) {
  // Given: dossiers in all four outcomes; two are rated, one of them well.
  ByChannel channels;
  channels["ONLINE"] += CountsOf("RETURNED", "ON_TIME", 4, false);
  channels["ONLINE"] += CountsOf("REFUSED", "UNDATED", 0, false);
  channels["COUNTER"] += CountsOf("RETURNED", "LATE", 3, false);
  channels["COUNTER"] += CountsOf("APPROVED", "ON_TIME", 0, false);
  channels["KIOSK"] += CountsOf("RECEIVED", "OPEN", 0, true);

  // When
  const Figures figures = FiguresOf(channels);

  // Then
  EXPECT_EQ(figures.received, 5);
  EXPECT_EQ(figures.by_channel.at("ONLINE"), 2);
  EXPECT_EQ(figures.by_channel.at("COUNTER"), 2);
  EXPECT_EQ(figures.by_channel.at("KIOSK"), 1);
  EXPECT_EQ(figures.by_state, (std::array<std::int64_t, 7>{0, 1, 0, 1, 0, 1, 2}));
  EXPECT_EQ(figures.on_time.numerator, 2);
  EXPECT_EQ(figures.on_time.denominator, 3);  // neither open nor undated
  EXPECT_EQ(figures.online.numerator, 2);
  EXPECT_EQ(figures.online.denominator, 5);
  EXPECT_EQ(figures.satisfaction.numerator, 1);
  EXPECT_EQ(figures.satisfaction.denominator, 2);
  EXPECT_EQ(figures.survey_response.numerator, 2);
  EXPECT_EQ(figures.survey_response.denominator, 2);
  EXPECT_EQ(figures.assisted.numerator, 1);
  EXPECT_EQ(figures.assisted.denominator, 5);
  EXPECT_EQ(figures.finished_undated, 1);
}

TEST(CountsOf, IsNothingForADossierOfWhichOnlyTheRatingIsKnown) {
  EXPECT_EQ(CountsOf("", "", 5, false), Counts());
}

TEST(Counts, ComesBackToNothingWhenAllIsTakenOut) {
  Counts counts = CountsOf("RETURNED", "LATE", 5, false);
  counts += CountsOf("REFUSED", "UNDATED", 0, false);
  counts -= CountsOf("RETURNED", "LATE", 5, false);
  counts -= CountsOf("REFUSED", "UNDATED", 0, false);
  EXPECT_EQ(counts, Counts());
}

}  // namespace
}  // namespace tancua::statistics::domain
