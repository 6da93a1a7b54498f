#include "services/dossier/api/change_state.h"
#include "services/dossier/api/procedures.h"

namespace tancua::dossier::api {

absl::StatusOr<pb::Dossier> ApproveDossier(const Deps& deps, const rpc::Call& call,
                                           const pb::ApproveDossierRequest& request) {
  return ChangeState(deps, call, TargetOf(request), {.verb = domain::Verb::kApprove});
}

}  // namespace tancua::dossier::api
