#pragma once

#include "common/rpc/service.h"
#include "services/survey/deps.h"

namespace tancua::survey {

[[nodiscard]] rpc::Service SurveyService(Deps& deps);
[[nodiscard]] rpc::Service PersonalDataService(Deps& deps);

}  // namespace tancua::survey
