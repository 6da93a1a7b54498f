#include <string>

#include "common/rpc/idempotency.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/api/change_state.h"
#include "services/dossier/api/dossier_view.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/directory/positions.h"
#include "services/dossier/domain/assignment.h"
#include "services/dossier/domain/code.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/store/assignments.h"
#include "services/dossier/store/dossiers.h"

namespace tancua::dossier::api {
namespace {

// That the dossier's ward has the position. Before the transaction of the change, which must not
// wait for another service.
absl::Status CheckPosition(const Deps& deps, const rpc::Call& call, const std::string& code,
                           const std::string& position) {
  ASSIGN_OR_RETURN(const domain::Dossier dossier, deps.database.Read([&](sql::Session& session) {
    return LoadForChange(deps, session, call, code, /*etag=*/"");
  }));
  RETURN_IF_ERROR(domain::CheckPosition(position, dossier.ward));
  return directory::CheckPositionExists(deps.identity, call, position);
}

// Nobody outside is told: the state is the same, and who works on it is the ward's affair.
absl::StatusOr<pb::Dossier> Assign(const Deps& deps, sql::Session& tx, const rpc::Call& call,
                                   const std::string& code,
                                   const pb::AssignDossierRequest& request) {
  ASSIGN_OR_RETURN(domain::Dossier dossier, LoadForChange(deps, tx, call, code, request.etag()));
  if (!domain::IsHandled(dossier.state)) {
    return status::Error(kDossierWrongState,
                         {.metadata = {{"state", std::string(domain::Name(dossier.state))}}});
  }
  dossier.position = request.position();
  ++dossier.revision;
  RETURN_IF_ERROR(store::SetPosition(tx, dossier));
  const domain::Assignment assignment{
      .position = dossier.position, .time = deps.clock.Now(), .actor = call.caller.subject};
  RETURN_IF_ERROR(store::AddAssignment(tx, dossier.code, dossier.revision, assignment));
  return LoadView(deps, tx, call, dossier);
}

}  // namespace

absl::StatusOr<pb::Dossier> AssignDossier(const Deps& deps, const rpc::Call& call,
                                          const pb::AssignDossierRequest& request) {
  ASSIGN_OR_RETURN(const std::string code, CodeOf(request.name()));
  ASSIGN_OR_RETURN(const domain::DossierCode parsed, domain::ParseCode(code));
  // Counts within the request: a repeat gets its answer, whatever became of the position.
  const absl::Status position = CheckPosition(deps, call, code, request.position());
  pb::Dossier answer;
  RETURN_IF_ERROR(rpc::Once(deps.database, parsed.agency, call, request.request_id(), deps.keys,
                            deps.clock, request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              RETURN_IF_ERROR(position);
                              ASSIGN_OR_RETURN(answer, Assign(deps, tx, call, code, request));
                              return absl::OkStatus();
                            })
                      .status());
  return answer;
}

}  // namespace tancua::dossier::api
