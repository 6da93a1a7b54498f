#include "services/survey/domain/answer_rules.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/view.h"
#include "common/text/text.h"
#include "services/survey/domain/errors.h"

namespace tancua::survey::domain {
namespace {

constexpr int kLowestScore = 1;
constexpr int kHighestScore = 5;
constexpr std::size_t kLongestComment = 2000;  // code points

bool Asks(const Questionnaire& questionnaire, std::string_view question_id) {
  return std::any_of(questionnaire.questions.begin(), questionnaire.questions.end(),
                     [&](const Question& question) { return question.id == question_id; });
}

absl::Status Invalid(std::string field) {
  return status::Error(kAnswerInvalid, {.field = std::move(field)});
}

}  // namespace

absl::Status CheckAnswers(const Questionnaire& questionnaire, const std::vector<Answer>& answers) {
  std::set<std::string_view> answered;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Answer& answer = answers[i];
    if (!Asks(questionnaire, answer.question_id) || !answered.insert(answer.question_id).second) {
      return Invalid(absl::StrCat("answers[", i, "].question_id"));
    }
    if (answer.score < kLowestScore || answer.score > kHighestScore) {
      return Invalid(absl::StrCat("answers[", i, "].score"));
    }
  }
  for (const Question& question : questionnaire.questions) {
    if (question.required && !answered.contains(question.id)) {
      return status::Error(kAnswerInvalid,
                           {.field = "answers", .metadata = {{"question_id", question.id}}});
    }
  }
  return absl::OkStatus();
}

int OverallScore(const std::vector<Answer>& answers) {
  for (const Answer& answer : answers) {
    if (answer.question_id == kOverall) return answer.score;
  }
  return 0;
}

absl::StatusOr<std::string> CleanComment(std::string_view comment) {
  const std::string_view trimmed = StdView(absl::StripAsciiWhitespace(View(comment)));
  absl::StatusOr<std::string> text = text::Nfc(trimmed);
  if (!text.ok() || text::CodePoints(*text) > kLongestComment) return Invalid("comment");
  return text;
}

}  // namespace tancua::survey::domain
