#include "services/survey/catalogue/questionnaires.h"

#include <gtest/gtest.h>

namespace tancua::survey::catalogue {
namespace {

constexpr char kGood[] = R"(
id: satisfaction
version: 2030-01
valid_from: 2030-01-01
valid_to: 2030-12-31
legal_basis: [Văn bản A]
answer_days: 10
questions:
  - {id: overall, title: Nhìn chung, required: true}
)";

std::string Without(std::string_view line_start) {
  std::string text = kGood;
  const std::size_t from = text.find(line_start);
  return text.erase(from, text.find('\n', from) - from);
}

TEST(ParseQuestionnaire, ReadsEveryField) {
  const auto questionnaire = ParseQuestionnaire(kGood);
  ASSERT_TRUE(questionnaire.ok()) << questionnaire.status();
  EXPECT_EQ(questionnaire->Key(), "satisfaction/2030-01");
  EXPECT_EQ(questionnaire->answer_days, 10);
  EXPECT_EQ(questionnaire->questions.at(0).title, "Nhìn chung");
  EXPECT_FALSE(questionnaire->ValidOn(absl::CivilDay(2029, 12, 31)));
  EXPECT_TRUE(questionnaire->ValidOn(absl::CivilDay(2030, 1, 1)));
  EXPECT_TRUE(questionnaire->ValidOn(absl::CivilDay(2030, 12, 31)));
  EXPECT_FALSE(questionnaire->ValidOn(absl::CivilDay(2031, 1, 1)));
}

TEST(ParseQuestionnaire, RefusesWhatIsNotWhole) {
  for (const char* line :
       {"id:", "version:", "valid_from:", "legal_basis:", "answer_days:", "  - {id: overall"}) {
    EXPECT_FALSE(ParseQuestionnaire(Without(line)).ok()) << line;
  }
  EXPECT_FALSE(ParseQuestionnaire("").ok());
  EXPECT_FALSE(ParseQuestionnaire("[1, 2").ok());
  EXPECT_FALSE(ParseQuestionnaire(std::string(kGood) + "colour: red\n").ok());
  EXPECT_FALSE(ParseQuestionnaire(std::string(kGood) + "  - {id: overall, title: Lần nữa}\n").ok());
}

TEST(Questionnaires, HoldOneForToday) {
  const auto all = Questionnaires::Load(TANCUA_SOURCE_DIR "/services/survey/data/questionnaires");
  ASSERT_TRUE(all.ok()) << all.status();
  const domain::Questionnaire* today = all->ValidOn(absl::CivilDay(2026, 11, 22));
  ASSERT_NE(today, nullptr);
  EXPECT_EQ(today->answer_days, 15);
  EXPECT_EQ(all->Find(today->Key()), today);
  EXPECT_EQ(all->Find("satisfaction/1999"), nullptr);
  EXPECT_EQ(all->ValidOn(absl::CivilDay(2025, 6, 30)), nullptr);
}

TEST(Questionnaires, RefuseAFolderWithout) {
  EXPECT_FALSE(Questionnaires::Load(TANCUA_SOURCE_DIR "/services/survey/api").ok());
  EXPECT_FALSE(Questionnaires::Load("/nonexistent").ok());
}

}  // namespace
}  // namespace tancua::survey::catalogue
