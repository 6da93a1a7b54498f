#include "services/dossier/domain/code.h"

#include <gtest/gtest.h>

#include "services/dossier/domain/lookup_secret.h"

namespace tancua::dossier::domain {
namespace {

TEST(DossierCode, ParsesTheOrderOfToday) {
  const auto code = ParseCode("H29.17-250926-0001");
  ASSERT_TRUE(code.ok());
  EXPECT_EQ(code->agency, "H29.17");
  EXPECT_EQ(code->day, absl::CivilDay(2025, 9, 26));
  EXPECT_EQ(code->sequence, 1);
}

TEST(DossierCode, ParsesDeepAgenciesAndTheOrderBefore2020) {
  EXPECT_EQ(ParseCode("H15.50.05.13-261008-0975")->agency, "H15.50.05.13");
  EXPECT_EQ(ParseCode("000.00.01.H29-240115-0001")->agency, "000.00.01.H29");
  EXPECT_EQ(ParseCode("38.98.H29-210519-0013")->sequence, 13);
  EXPECT_EQ(ParseCode("H29.27442-261122-1234567")->sequence, 1234567);
}

TEST(DossierCode, RefusesWhatIsNone) {
  const char* const bad[] = {
      "H29.17-260230-0001",      // 30 February
      "h29.17-250926-0001",      // lower case
      "H29.17-250926-1",         // too few digits
      "H29.17-250926-12345678",  // too many
      "H29.17-250926-0000",      // numbers begin at 1
      "H29.17-250926-00a1",
      "H29.17-2509260001",
      "H29.17-250926-0001-1",
      "Z29.17-250926-0001",  // provinces and ministries are A to Y
      "H29.-250926-0001",
      "H29..1-250926-0001",
      "0.H29-250926-0001",  // groups of the old order have two or three characters
      "H29.123456789012345678901234567890123-250926-0001",  // 37 characters
      "-250926-0001",
      "",
  };
  for (const char* text : bad) EXPECT_FALSE(ParseCode(text).ok()) << text;
}

TEST(DossierCode, WritesFourDigitsAndFiveFromTenThousandOn) {
  DossierCode code{.agency = "H29.27442", .day = absl::CivilDay(2026, 11, 22), .sequence = 1};
  EXPECT_EQ(code.Text(), "H29.27442-261122-0001");
  code.sequence = 9999;
  EXPECT_EQ(code.Text(), "H29.27442-261122-9999");
  code.sequence = 10000;
  EXPECT_EQ(code.Text(), "H29.27442-261122-10000");
  EXPECT_EQ(ParseCode(code.Text())->sequence, 10000);
}

TEST(ProcedureCode, LosesTheSuffixOfAProvince) {
  EXPECT_EQ(WithoutProvince("1.014027"), "1.014027");
  EXPECT_EQ(WithoutProvince("1.014027.H42"), "1.014027");
  EXPECT_EQ(WithoutProvince("1.004873.000.00.00.H14"), "1.004873");
  EXPECT_EQ(WithoutProvince("1.0140270"), "1.0140270");
}

TEST(ProcedureCode, IsOneDigitAPointAndSix) {
  EXPECT_TRUE(IsProcedureCode("1.014027"));
  for (const char* bad : {"", "1.01402", "1.0140270", "x.014027", "1,014027", "1.01402a"}) {
    EXPECT_FALSE(IsProcedureCode(bad)) << bad;
  }
}

TEST(LookupSecret, IsReadAsPeopleTypeIt) {
  EXPECT_EQ(NormaliseLookupSecret(" k7m2 pq9x\n"), "K7M2PQ9X");
  EXPECT_EQ(NormaliseLookupSecret("K7M2-PQ9X"), "K7M2PQ9X");
}

TEST(TypedCode, LosesBlanksCollectionAndLowerCase) {
  EXPECT_EQ(NormaliseTypedCode(" dossiers/h29.27442-261122-0001 "), "H29.27442-261122-0001");
}

}  // namespace
}  // namespace tancua::dossier::domain
