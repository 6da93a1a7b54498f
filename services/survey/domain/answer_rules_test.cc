#include "services/survey/domain/answer_rules.h"

#include <gtest/gtest.h>

#include "services/survey/domain/errors.h"

namespace tancua::survey::domain {
namespace {

Questionnaire TwoQuestions() {
  Questionnaire questionnaire;
  questionnaire.questions = {{"officer", "Công chức", false}, {"overall", "Nhìn chung", true}};
  return questionnaire;
}

// The field that ANSWER_INVALID names; "" when the answers are taken.
std::string Refused(const std::vector<Answer>& answers) {
  const absl::Status checked = CheckAnswers(TwoQuestions(), answers);
  if (checked.ok()) return "";
  EXPECT_TRUE(status::Is(checked, kAnswerInvalid));
  return status::Describe(checked)->detail.field;
}

TEST(CheckAnswers, TakesTheRequiredAloneAndInAnyOrder) {
  EXPECT_EQ(Refused({{"overall", 1}}), "");
  EXPECT_EQ(Refused({{"overall", 5}, {"officer", 3}}), "");
}

TEST(CheckAnswers, RefusesWhenARequiredOneIsMissing) {
  EXPECT_EQ(Refused({}), "answers");
  EXPECT_EQ(Refused({{"officer", 3}}), "answers");
}

TEST(CheckAnswers, RefusesScoresOutsideOneToFive) {
  for (const int score : {-1, 0, 6, 2147483647}) {
    EXPECT_EQ(Refused({{"overall", 5}, {"officer", score}}), "answers[1].score") << score;
  }
}

TEST(CheckAnswers, RefusesUnknownQuestionsAndRepeatedOnes) {
  EXPECT_EQ(Refused({{"overall", 5}, {"colour", 3}}), "answers[1].question_id");
  EXPECT_EQ(Refused({{"overall", 5}, {"overall", 5}}), "answers[1].question_id");
  EXPECT_EQ(Refused({{"", 5}}), "answers[0].question_id");
}

TEST(OverallScore, IsThatOfTheOverallQuestion) {
  EXPECT_EQ(OverallScore({{"officer", 2}, {"overall", 4}}), 4);
}

TEST(CleanComment, ComposesAndTrims) {
  EXPECT_EQ(*CleanComment("  Ca\xCC\x81n b\xE1\xBB\x99 \n"), "Cán bộ");
  EXPECT_EQ(*CleanComment(""), "");
}

TEST(CleanComment, CountsCharactersAndNotBytes) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "ộ";
  EXPECT_TRUE(CleanComment(text).ok());
  EXPECT_TRUE(status::Is(CleanComment(text + "ộ").status(), kAnswerInvalid));
}

TEST(CleanComment, RefusesWhatIsNoText) {
  EXPECT_TRUE(status::Is(CleanComment("\xff\xfe").status(), kAnswerInvalid));
}

}  // namespace
}  // namespace tancua::survey::domain
