#include "services/dossier/api/access.h"

#include "absl/strings/str_cat.h"
#include "common/audit/access.h"

namespace tancua::dossier::api {
namespace {

// Spread over the writers: reads of one ward need not wait for each other.
absl::Status RecordNow(const Deps& deps, const rpc::Call& call, const audit::Access& access) {
  if (!audit::IsRecorded(call.caller)) return absl::OkStatus();
  return deps.database.Write(call.caller.subject, [&](sql::Session& tx) {
    return audit::Record(deps.outbox, tx, call, access, deps.clock.Now());
  });
}

audit::Access AccessTo(const domain::Dossier& dossier, audit::v1::Action action) {
  return {.action = action,
          .record = absl::StrCat("dossiers/", dossier.code),
          .ward = absl::StrCat("wards/", dossier.ward),
          .citizen = dossier.applicant.citizen,
          .title = dossier.procedure_title};
}

}  // namespace

absl::Status RecordAccess(const Deps& deps, sql::Session& tx, const rpc::Call& call,
                          audit::v1::Action action, const domain::Dossier& dossier) {
  if (!audit::IsRecorded(call.caller)) return absl::OkStatus();
  return audit::Record(deps.outbox, tx, call, AccessTo(dossier, action), deps.clock.Now());
}

absl::Status RecordRead(const Deps& deps, const rpc::Call& call, audit::v1::Action action,
                        const domain::Dossier& dossier) {
  return RecordNow(deps, call, AccessTo(dossier, action));
}

absl::Status RecordList(const Deps& deps, const rpc::Call& call, const std::string& ward) {
  const std::string name = absl::StrCat("wards/", ward);
  return RecordNow(deps, call,
                   {.action = audit::v1::LISTED, .record = name, .ward = name, .title = ""});
}

}  // namespace tancua::dossier::api
