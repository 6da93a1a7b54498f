#include "services/identity/api/directory_access.h"

#include "absl/strings/str_cat.h"
#include "common/audit/access.h"
#include "common/rpc/idempotency.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "services/identity/domain/errors.h"
#include "services/identity/store/officers.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {

absl::Status RequireStaffOf(const rpc::Call& call, std::string_view ward) {
  if (call.caller.HasRole("city_admin")) return absl::OkStatus();
  return call.RequireWard(absl::StrCat("wards/", View(ward)));
}

absl::Status RecordStaffChange(Deps& deps, sql::Session& tx, const rpc::Call& call,
                               const domain::Officer& officer) {
  return tancua::audit::Record(
      deps.outbox, tx, call,
      {.action = tancua::audit::v1::ACCESS_CHANGED,
       .record = absl::StrCat("officers/", officer.id),
       .ward = officer.ward.empty() ? "" : absl::StrCat("wards/", officer.ward)},
      deps.clock.Now());
}

absl::Status RecordHolderChange(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                const domain::Position& position) {
  if (position.holder.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const domain::Officer officer,
                   store::LoadOfficer(tx, deps.keys, position.holder));
  return RecordStaffChange(deps, tx, call, officer);
}

absl::Status CheckDirectoryEtag(const std::string& etag, std::int64_t revision, const char* field) {
  if (etag.empty() || etag == absl::StrCat(revision)) return absl::OkStatus();
  return status::Error(kDirectoryEtagMismatch, {.field = field});
}

absl::StatusOr<v1::Officer> ChangeOfficer(
    Deps& deps, const rpc::Call& call, const OfficerTarget& target,
    absl::FunctionRef<absl::Status(sql::Session&, domain::Officer&)> change) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseOfficerName(target.name, "name"));
  v1::Officer answer;
  RETURN_IF_ERROR(
      rpc::Once(deps.database, id, call, target.request_id, deps.keys, deps.clock, target.request,
                answer,
                [&](sql::Session& tx) -> absl::Status {
                  ASSIGN_OR_RETURN(domain::Officer officer, store::LoadOfficer(tx, deps.keys, id));
                  RETURN_IF_ERROR(RequireStaffOf(call, officer.ward));
                  if (!target.etag.empty() && target.etag != absl::StrCat(officer.revision)) {
                    return status::Error(kOfficerEtagMismatch, {.field = "etag"});
                  }
                  RETURN_IF_ERROR(change(tx, officer));
                  RETURN_IF_ERROR(RecordStaffChange(deps, tx, call, officer));
                  ++officer.revision;
                  RETURN_IF_ERROR(store::UpdateOfficer(tx, deps.keys, officer));
                  ASSIGN_OR_RETURN(officer, store::LoadOfficer(tx, deps.keys, id));
                  answer = wire::ToDirectoryOfficer(officer);
                  return absl::OkStatus();
                })
          .status());
  return answer;
}

}  // namespace tancua::identity::api
