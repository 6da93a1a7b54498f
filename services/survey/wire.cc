#include "services/survey/wire.h"

#include "services/survey/domain/errors.h"

namespace tancua::survey::wire {
namespace {

constexpr std::string_view kCollection = "surveys/";

}  // namespace

absl::StatusOr<std::string> ParseName(std::string_view name) {
  if (!name.starts_with(kCollection) || name.size() == kCollection.size()) {
    return status::Error(kSurveyNotFound, {.field = "name"});
  }
  return std::string(name.substr(kCollection.size()));
}

std::string_view WardDigits(std::string_view ward) { return ward.substr(ward.rfind('/') + 1); }

std::vector<domain::Answer> ToAnswers(const v1::AnswerSurveyRequest& request) {
  std::vector<domain::Answer> answers;
  for (const v1::Answer& answer : request.answers()) {
    answers.push_back({.question_id = answer.question_id(), .score = answer.score()});
  }
  return answers;
}

v1::Survey ToSurvey(std::string_view name, const domain::Invitation& invitation,
                    const domain::Questionnaire& questionnaire) {
  v1::Survey survey;
  survey.set_name(name.data(), name.size());
  survey.set_state(invitation.state == domain::Invitation::State::kAnswered ? v1::Survey::ANSWERED
                                                                            : v1::Survey::OPEN);
  survey.set_procedure_title(invitation.procedure_title);
  for (const domain::Question& question : questionnaire.questions) {
    v1::Question& out = *survey.add_questions();
    out.set_question_id(question.id);
    out.set_title(question.title);
    out.set_required(question.required);
  }
  *survey.mutable_expire_time() = ToTimestamp(invitation.expire_time);
  return survey;
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  const std::int64_t seconds = absl::ToUnixSeconds(time);
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(
      static_cast<int>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return timestamp;
}

}  // namespace tancua::survey::wire
