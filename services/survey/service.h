#pragma once

#include "common/rpc/service.h"
#include "services/survey/deps.h"

namespace tancua::survey {

[[nodiscard]] rpc::Service SurveyService(Deps& deps);

}  // namespace tancua::survey
