#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/survey/domain/answer_rules.h"
#include "services/survey/domain/invitation.h"
#include "services/survey/domain/questionnaire.h"
#include "tancua/survey/v1/survey_service.pb.h"

// Between messages and the domain.
namespace tancua::survey::wire {

// The token of "surveys/{token}"; SURVEY_NOT_FOUND for any other form.
[[nodiscard]] absl::StatusOr<std::string> ParseName(std::string_view name);

// "27442" of "wards/27442".
[[nodiscard]] std::string_view WardDigits(std::string_view ward);

[[nodiscard]] std::vector<domain::Answer> ToAnswers(const v1::AnswerSurveyRequest& request);

[[nodiscard]] v1::Survey ToSurvey(std::string_view name, const domain::Invitation& invitation,
                                  const domain::Questionnaire& questionnaire);

[[nodiscard]] google::protobuf::Timestamp ToTimestamp(absl::Time time);

}  // namespace tancua::survey::wire
