#include "services/dossier/api/change_state.h"
#include "services/dossier/api/procedures.h"

namespace tancua::dossier::api {

absl::StatusOr<pb::Dossier> AcceptDossier(const Deps& deps, const rpc::Call& call,
                                          const pb::AcceptDossierRequest& request) {
  return ChangeState(deps, call, TargetOf(request), {.verb = domain::Verb::kAccept});
}

}  // namespace tancua::dossier::api
