#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/store/directory.h"
#include "services/identity/tokens/revoke.h"

namespace tancua::identity::api {

absl::StatusOr<v1::Officer> DeactivateOfficer(Deps& deps, const rpc::Call& call,
                                              const v1::DeactivateOfficerRequest& request) {
  const OfficerTarget target{request, request.name(), request.request_id(), request.etag()};
  return ChangeOfficer(deps, call, target,
                       [&](sql::Session& tx, domain::Officer& officer) -> absl::Status {
                         officer.active = false;
                         RETURN_IF_ERROR(store::LeaveEveryPosition(tx, officer.id));
                         return RevokeEverySessionOf(deps, tx, request.name()).status();
                       });
}

}  // namespace tancua::identity::api
