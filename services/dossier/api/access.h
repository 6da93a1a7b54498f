#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "services/dossier/deps.h"
#include "services/dossier/domain/dossier.h"
#include "tancua/audit/v1/audit.pb.h"

// Who touched which dossier, for the audit log and the citizen's diary.
namespace tancua::dossier::api {

// Adds to the transaction of a change that the caller made it, unless it is the applicant.
[[nodiscard]] absl::Status RecordAccess(const Deps& deps, sql::Session& tx, const rpc::Call& call,
                                        tancua::audit::v1::Action action,
                                        const domain::Dossier& dossier);

// The same for a read, in a transaction of its own. What was read may be answered once this
// returns OK, and not before.
[[nodiscard]] absl::Status RecordRead(const Deps& deps, const rpc::Call& call,
                                      tancua::audit::v1::Action action,
                                      const domain::Dossier& dossier);

// That a list of the ward's dossiers was read, whose lines name people.
[[nodiscard]] absl::Status RecordList(const Deps& deps, const rpc::Call& call,
                                      const std::string& ward);

}  // namespace tancua::dossier::api
