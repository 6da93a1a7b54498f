#include "services/notification/domain/template.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::notification::domain {
namespace {

using testing::ElementsAre;
using testing::Pair;

Facts SomeFacts() {
  Facts facts;
  facts.applicant_name = "Nguyễn Văn Đức";
  facts.dossier = "H29.27442-261122-0001";
  facts.agency = "Ủy ban nhân dân phường Bình Tân";
  facts.change_time = absl::FromCivil(absl::CivilSecond(2026, 11, 22, 9, 5, 0), LocalZone());
  facts.due_time = absl::FromCivil(absl::CivilSecond(2026, 12, 7, 17, 0, 0), LocalZone());
  return facts;
}

TEST(Pattern, FillsFactsIn) {
  const Pattern pattern = *Pattern::Parse("{agency}: {dossier} lúc {change_time}, hẹn {due_time}.");

  EXPECT_EQ(pattern.Fill(SomeFacts()),
            "Ủy ban nhân dân phường Bình Tân: H29.27442-261122-0001 lúc 09:05 22/11/2026, hẹn "
            "17:00 07/12/2026.");
}

TEST(Pattern, SaysSoWhenThereIsNoDueTime) {
  Facts facts = SomeFacts();
  facts.due_time.reset();

  EXPECT_EQ(Pattern::Parse("Hẹn trả: {due_time}")->Fill(facts), "Hẹn trả: sẽ thông báo sau");
}

TEST(Pattern, RefusesWhatItMustNotSay) {
  EXPECT_FALSE(Pattern::Parse("{citizen_number}").ok());
  EXPECT_FALSE(Pattern::Parse("{procedure_title}").ok());
  EXPECT_FALSE(Pattern::Parse("{dossier").ok());
}

TEST(RenderZns, KeepsVietnameseAsItIs) {
  Template tmpl;
  tmpl.zns_parameters = {{"ten", Fact::kApplicantName, 30}, {"ma_ho_so", Fact::kDossier, 40}};

  EXPECT_THAT(RenderZns(tmpl, SomeFacts()), ElementsAre(Pair("ten", "Nguyễn Văn Đức"),
                                                        Pair("ma_ho_so", "H29.27442-261122-0001")));
}

TEST(RenderZns, CutsBetweenCharactersNotBytes) {
  Template tmpl;
  tmpl.zns_parameters = {{"exact", Fact::kApplicantName, 14}, {"cut", Fact::kApplicantName, 5}};

  EXPECT_THAT(RenderZns(tmpl, SomeFacts()),
              ElementsAre(Pair("exact", "Nguyễn Văn Đức"), Pair("cut", "Nguy…")));
}

TEST(RenderSms, IsUnaccentedWithTheAgencyAbbreviated) {
  Template tmpl;
  tmpl.sms = *Pattern::Parse("{agency}: Ho so {dossier} cua {applicant_name}");

  EXPECT_EQ(RenderSms(tmpl, SomeFacts(), {{"Ủy ban nhân dân", "UBND"}, {"phường ", "P."}}),
            "UBND P.Binh Tan: Ho so H29.27442-261122-0001 cua Nguyen Van Duc");
}

}  // namespace
}  // namespace tancua::notification::domain
