#include "services/dossier/api/change_state.h"
#include "services/dossier/api/procedures.h"

namespace tancua::dossier::api {

absl::StatusOr<pb::Dossier> ReturnDossier(const Deps& deps, const rpc::Call& call,
                                          const pb::ReturnDossierRequest& request) {
  return ChangeState(deps, call, TargetOf(request), {.verb = domain::Verb::kReturn});
}

}  // namespace tancua::dossier::api
