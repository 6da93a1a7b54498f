#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/survey/deps.h"
#include "tancua/survey/v1/survey_service.pb.h"

namespace tancua::survey::api {

[[nodiscard]] absl::StatusOr<v1::Survey> AnswerSurvey(Deps& deps, const rpc::Call& call,
                                                      const v1::AnswerSurveyRequest& request);

}  // namespace tancua::survey::api
