#include <set>
#include <string>
#include <vector>

#include "common/status/macros.h"
#include "services/dossier/api/change_state.h"
#include "services/dossier/api/claim_papers.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/store/attachments.h"
#include "services/dossier/wire.h"

namespace tancua::dossier::api {
namespace {

// New papers take the place of all that the dossier has under the same id.
absl::Status ReplacePapers(const Deps& deps, sql::Session& tx, const rpc::Call& call,
                           const domain::Dossier& dossier,
                           const std::vector<domain::Paper>& papers) {
  ASSIGN_OR_RETURN(const domain::Procedure* procedure, ProcedureOf(deps, dossier));
  RETURN_IF_ERROR(domain::CheckPapersKnown(*procedure, papers));
  const absl::Time now = deps.clock.Now();
  std::set<std::string> ids;
  for (const domain::Paper& paper : papers) ids.insert(paper.id);
  for (const std::string& id : ids) {
    RETURN_IF_ERROR(store::ReplacePapers(tx, dossier.code, id, now));
  }
  return ClaimPapers(tx,
                     {.procedure = *procedure,
                      .dossier = dossier.code,
                      .uploader = call.caller.subject,
                      .time = now},
                     papers);
}

}  // namespace

absl::StatusOr<pb::Dossier> SupplementDossier(const Deps& deps, const rpc::Call& call,
                                              const pb::SupplementDossierRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<domain::Paper> papers, wire::FromProto(request.papers()));
  const auto replace = [&](sql::Session& tx, const domain::Dossier& dossier) {
    return ReplacePapers(deps, tx, call, dossier, papers);
  };
  return ChangeState(deps, call, TargetOf(request),
                     {.verb = domain::Verb::kSupplement, .also = replace});
}

}  // namespace tancua::dossier::api
