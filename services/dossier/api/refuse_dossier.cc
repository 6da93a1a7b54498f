#include <string>
#include <utility>

#include "common/status/macros.h"
#include "services/dossier/api/change_state.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/domain/note.h"

namespace tancua::dossier::api {

absl::StatusOr<pb::Dossier> RefuseDossier(const Deps& deps, const rpc::Call& call,
                                          const pb::RefuseDossierRequest& request) {
  ASSIGN_OR_RETURN(std::string note,
                   domain::CheckNote(request.note(), domain::NoteNeed::kRequired));
  return ChangeState(deps, call, TargetOf(request),
                     {.verb = domain::Verb::kRefuse, .note = std::move(note)});
}

}  // namespace tancua::dossier::api
