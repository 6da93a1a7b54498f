#include "services/dossier/domain/applicant.h"

#include <gtest/gtest.h>

#include "common/status/error.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::domain {
namespace {

const absl::CivilDay kToday(2026, 11, 22);

Applicant Described() {
  return {
      .display_name = "Trần Thị Bưởi", .citizen_number = "001151012345", .phone = "0903.123.456"};
}

// The field that is wrong; "" when none is.
std::string WrongField(const absl::StatusOr<Applicant>& checked) {
  if (checked.ok()) return "";
  EXPECT_TRUE(status::Is(checked.status(), kApplicantInvalid)) << checked.status();
  return status::Describe(checked.status())->detail.field;
}

TEST(DescribedApplicant, ComesBackNormalised) {
  Applicant described = Described();
  described.display_name = "  Tra\xCC\x82\xCC\x80n  Thị Bưởi ";  // â and ̀  decomposed

  const auto checked = CheckDescribedApplicant(described, kToday);

  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(checked->display_name, "Trần Thị Bưởi");
  EXPECT_EQ(checked->phone, "+84903123456");
}

TEST(DescribedApplicant, NeedsNoPhoneAndNoBirthDate) {
  Applicant described = Described();
  described.phone.clear();
  EXPECT_TRUE(CheckDescribedApplicant(described, kToday).ok());
}

TEST(DescribedApplicant, IsRefusedWithTheFieldThatIsWrong) {
  const auto with = [](std::string Applicant::*member, const char* value) {
    Applicant described = Described();
    described.*member = value;
    return WrongField(CheckDescribedApplicant(described, kToday));
  };
  EXPECT_EQ(with(&Applicant::display_name, ""), "applicant.display_name");
  EXPECT_EQ(with(&Applicant::display_name, "R2D2 <b>"), "applicant.display_name");
  EXPECT_EQ(with(&Applicant::citizen_number, "07920400123"), "applicant.citizen_number");
  EXPECT_EQ(with(&Applicant::citizen_number, ""), "applicant.citizen_number");
  EXPECT_EQ(with(&Applicant::phone, "0123456789"), "applicant.phone");
  EXPECT_EQ(with(&Applicant::birth_date, "1951-02-30"), "applicant.birth_date");
  EXPECT_EQ(with(&Applicant::birth_date, "2026-11-23"), "applicant.birth_date");
  EXPECT_EQ(with(&Applicant::citizen, "citizens/x"), "applicant.citizen");
}

TEST(OwnApplicant, MayChooseThePhoneForNotices) {
  const Applicant verified{.citizen = "citizens/c1", .display_name = "An", .phone = "+84903000000"};

  const auto kept = CheckOwnApplicant(verified, {});
  const auto changed = CheckOwnApplicant(verified, {.phone = "84912345678"});

  EXPECT_EQ(kept->phone, "+84903000000");
  EXPECT_EQ(changed->phone, "+84912345678");
  EXPECT_EQ(changed->citizen, "citizens/c1");
}

TEST(OwnApplicant, MayStateNothingElse) {
  for (const auto member : {&Applicant::citizen, &Applicant::display_name,
                            &Applicant::citizen_number, &Applicant::birth_date}) {
    Applicant stated;
    stated.*member = "1";
    EXPECT_NE(WrongField(CheckOwnApplicant({}, stated)), "");
  }
}

}  // namespace
}  // namespace tancua::dossier::domain
