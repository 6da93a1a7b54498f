#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/domain/errors.h"
#include "services/identity/store/directory.h"
#include "services/identity/tokens/revoke.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {
namespace {

// Roles given directly were given by the old ward, and sessions speak of it.
absl::Status LeaveWard(Deps& deps, sql::Session& tx, domain::Officer& officer) {
  officer.granted_roles.clear();
  return RevokeEverySessionOf(deps, tx, "officers/" + officer.id).status();
}

absl::Status Move(Deps& deps, sql::Session& tx, const wire::DirectoryKey& key,
                  domain::Officer& officer) {
  ASSIGN_OR_RETURN(const domain::Position position, store::LoadPosition(tx, key.ward, key.id));
  if (!officer.active) return status::Error(kOfficerInactive, {.field = "name"});
  RETURN_IF_ERROR(store::LeaveEveryPosition(tx, officer.id));
  RETURN_IF_ERROR(store::TakePosition(tx, position, officer.id));
  if (officer.ward != position.ward) RETURN_IF_ERROR(LeaveWard(deps, tx, officer));
  officer.ward = position.ward;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Officer> MoveOfficer(Deps& deps, const rpc::Call& call,
                                        const v1::MoveOfficerRequest& request) {
  ASSIGN_OR_RETURN(const wire::DirectoryKey key,
                   wire::ParsePositionName(request.position(), "position"));
  RETURN_IF_ERROR(RequireStaffOf(call, key.ward));
  const OfficerTarget target{request, request.name(), request.request_id(), request.etag()};
  return ChangeOfficer(deps, call, target, [&](sql::Session& tx, domain::Officer& officer) {
    return Move(deps, tx, key, officer);
  });
}

}  // namespace tancua::identity::api
