#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "services/dossier/deps.h"
#include "services/dossier/domain/dossier.h"
#include "tancua/dossier/v1/dossier.pb.h"

// What a caller gets to see of a dossier.
namespace tancua::dossier::api {

// The code in "dossiers/{code}"; DOSSIER_NOT_FOUND when the name is none.
[[nodiscard]] absl::StatusOr<std::string> CodeOf(std::string_view name);

// OTHER_WARD unless the caller is its applicant, or an officer or a partner of the dossier's ward.
[[nodiscard]] absl::Status RequireAccess(const rpc::Call& call, const domain::Dossier& dossier);

// The whole dossier with form, papers and history. Only officers see what a specialist proposes to
// the leader.
[[nodiscard]] absl::StatusOr<tancua::dossier::v1::Dossier> LoadView(const Deps& deps,
                                                                    sql::Session& tx,
                                                                    const rpc::Call& call,
                                                                    const domain::Dossier& dossier);

// Makes of a dossier what the caller may see of it: who came through a partner gets that partner's
// names for persons, and a partner without the scope "applicants.read" neither applicant, form nor
// notes. Last of all, after answers are kept: each caller gets their own view of one answer.
[[nodiscard]] tancua::dossier::v1::Dossier ForCaller(const Deps& deps, const rpc::Call& call,
                                                     tancua::dossier::v1::Dossier dossier);

// The receiving office in Vietnamese; empty when its ward is no longer in the directory.
[[nodiscard]] std::string_view AgencyTitle(const Deps& deps, const domain::Dossier& dossier);

}  // namespace tancua::dossier::api
