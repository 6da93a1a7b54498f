#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "services/survey/deps.h"
#include "services/survey/domain/invitation.h"

namespace tancua::survey::api {

// An invitation with the questions it was sent with; `questionnaire` lives as long as `deps`.
struct Loaded {
  domain::Invitation invitation;
  const domain::Questionnaire* questionnaire;
};

// SURVEY_NOT_FOUND when no invitation has the token.
[[nodiscard]] absl::StatusOr<Loaded> Load(const Deps& deps, sql::Session& session,
                                          const std::vector<std::string>& token_indices);

}  // namespace tancua::survey::api
