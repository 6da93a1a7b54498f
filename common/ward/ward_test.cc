#include "common/ward/ward.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tancua::ward {
namespace {

using ::testing::HasSubstr;

std::string Entry(const std::string& extra) {
  return "wards:\n"
         "  - code: \"27442\"\n"
         "    name: Phường Bình Tân\n"
         "    province: \"79\"\n"
         "    agency_code: H29.1\n"
         "    agency_title: Trung tâm\n"
         "    valid_from: 2025-07-01\n"
         "    legal_basis: x\n" +
         extra;
}

std::string ErrorOf(const std::string& yaml) {
  return std::string(WardDirectory::Parse(yaml).status().message());
}

TEST(WardData, HasTheWardsOfTheFirstUsers) {
  const auto directory = WardDirectory::Load(TANCUA_SOURCE_DIR "/common/ward/data/wards.yaml");
  ASSERT_TRUE(directory.ok()) << directory.status();
  for (const char* code : {"27442", "26944", "25942"}) {
    const Ward* ward = directory->Find(code);
    ASSERT_NE(ward, nullptr) << code;
    EXPECT_EQ(ward->province, "79");
    EXPECT_TRUE(ward->agency_code_placeholder);
    EXPECT_FALSE(ward->ValidOn(absl::CivilDay(2025, 6, 30)));
    EXPECT_TRUE(ward->ValidOn(absl::CivilDay(2026, 11, 22)));
  }
  EXPECT_EQ(directory->Find("27442")->agency_title,
            "Trung tâm Phục vụ hành chính công phường Bình Tân");
  EXPECT_EQ(directory->Find("00000"), nullptr);
}

TEST(Ward, EndsWithItsLastDay) {
  const auto directory = WardDirectory::Parse(Entry("    valid_to: 2026-06-30\n"));
  ASSERT_TRUE(directory.ok()) << directory.status();
  EXPECT_TRUE(directory->Find("27442")->ValidOn(absl::CivilDay(2026, 6, 30)));
  EXPECT_FALSE(directory->Find("27442")->ValidOn(absl::CivilDay(2026, 7, 1)));
}

TEST(ParseWards, NamesTheMistakeAndItsLine) {
  EXPECT_THAT(ErrorOf(Entry("    lega_basis: x\n")), HasSubstr("line 9: unknown key lega_basis"));
  EXPECT_THAT(ErrorOf(Entry("    valid_to: 2025-02-30\n")), HasSubstr("line 9: valid_to: no such"));
  EXPECT_THAT(ErrorOf(Entry("    valid_to: 2024-01-01\n")), HasSubstr("is before valid_from"));
  EXPECT_THAT(ErrorOf("wards:\n  - {code: 27442}\n"), HasSubstr("legal_basis is missing"));
  EXPECT_THAT(ErrorOf("wards:\n  - {code: 2744, legal_basis: x}\n"), HasSubstr("five digits"));
  EXPECT_THAT(ErrorOf("nothing"), HasSubstr("expected a list of wards"));
  EXPECT_THAT(ErrorOf("wards: ["), HasSubstr("wards:"));
}

TEST(ParseWards, RefusesACodeThatIsThereTwice) {
  const std::string yaml = Entry("") +
                           "  - {code: \"27442\", name: x, province: x, agency_code: H29.2,"
                           " agency_title: x, valid_from: 2025-07-01, legal_basis: x}\n";
  EXPECT_THAT(ErrorOf(yaml), HasSubstr("code is there twice"));
}

TEST(ParseWards, RefusesTwoWardsWithOneAgencyCode) {
  const std::string yaml = Entry("") +
                           "  - {code: \"26944\", name: x, province: x, agency_code: H29.1,"
                           " agency_title: x, valid_from: 2025-07-01, legal_basis: x}\n";
  EXPECT_THAT(ErrorOf(yaml), HasSubstr("agency_code is there twice"));
}

}  // namespace
}  // namespace tancua::ward
