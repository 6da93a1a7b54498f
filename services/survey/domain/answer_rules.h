#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/survey/domain/questionnaire.h"

// What a citizen may say.
namespace tancua::survey::domain {

struct Answer {
  std::string question_id;
  int score = 0;  // 1 rất không hài lòng … 5 rất hài lòng
};

// ANSWER_INVALID, naming the field, unless each answer is to a question of the questionnaire,
// at most one to each, from 1 to 5, and every required question is answered.
[[nodiscard]] absl::Status CheckAnswers(const Questionnaire& questionnaire,
                                        const std::vector<Answer>& answers);

// The score of kOverall in answers that passed CheckAnswers.
[[nodiscard]] int OverallScore(const std::vector<Answer>& answers);

// The comment in NFC without blanks around it. ANSWER_INVALID when it is no text or longer
// than 2000 characters.
[[nodiscard]] absl::StatusOr<std::string> CleanComment(std::string_view comment);

}  // namespace tancua::survey::domain
