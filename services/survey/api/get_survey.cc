#include "services/survey/api/get_survey.h"

#include <string>
#include <vector>

#include "common/status/macros.h"
#include "services/survey/api/load.h"
#include "services/survey/store/invitations.h"
#include "services/survey/wire.h"

namespace tancua::survey::api {

absl::StatusOr<v1::Survey> GetSurvey(Deps& deps, const rpc::Call&,
                                     const v1::GetSurveyRequest& request) {
  ASSIGN_OR_RETURN(const std::string token, wire::ParseName(request.name()));
  const std::vector<std::string> token_indices = store::TokenIndices(deps.keys, token);
  ASSIGN_OR_RETURN(const Loaded loaded, deps.database.Read([&](sql::Session& session) {
    return Load(deps, session, token_indices);
  }));
  RETURN_IF_ERROR(domain::CheckReadable(loaded.invitation, deps.clock.Now()));
  return wire::ToSurvey(request.name(), loaded.invitation, *loaded.questionnaire);
}

}  // namespace tancua::survey::api
