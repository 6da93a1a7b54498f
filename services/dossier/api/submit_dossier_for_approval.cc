#include <string>
#include <utility>

#include "common/status/macros.h"
#include "services/dossier/api/change_state.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/domain/note.h"

namespace tancua::dossier::api {

absl::StatusOr<pb::Dossier> SubmitDossierForApproval(
    const Deps& deps, const rpc::Call& call, const pb::SubmitDossierForApprovalRequest& request) {
  ASSIGN_OR_RETURN(std::string note,
                   domain::CheckNote(request.note(), domain::NoteNeed::kOptional));
  return ChangeState(deps, call, TargetOf(request),
                     {.verb = domain::Verb::kSubmitForApproval, .note = std::move(note)});
}

}  // namespace tancua::dossier::api
