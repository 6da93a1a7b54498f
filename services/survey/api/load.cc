#include "services/survey/api/load.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/survey/domain/errors.h"
#include "services/survey/store/invitations.h"

namespace tancua::survey::api {

absl::StatusOr<Loaded> Load(const Deps& deps, sql::Session& session,
                            const std::vector<std::string>& token_indices) {
  ASSIGN_OR_RETURN(std::optional<domain::Invitation> invitation,
                   store::FindInvitation(session, token_indices));
  if (!invitation) return status::Error(kSurveyNotFound, {.field = "name"});
  const domain::Questionnaire* questionnaire = deps.questionnaires.Find(invitation->questionnaire);
  if (questionnaire == nullptr) {
    return absl::InternalError(
        absl::StrCat("questionnaire ", invitation->questionnaire, " was removed from the data"));
  }
  return Loaded{*std::move(invitation), questionnaire};
}

}  // namespace tancua::survey::api
