#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"

namespace tancua::identity::api {

absl::StatusOr<v1::Officer> ActivateOfficer(Deps& deps, const rpc::Call& call,
                                            const v1::ActivateOfficerRequest& request) {
  const OfficerTarget target{request, request.name(), request.request_id(), request.etag()};
  return ChangeOfficer(deps, call, target, [](sql::Session&, domain::Officer& officer) {
    officer.active = true;
    return absl::OkStatus();
  });
}

}  // namespace tancua::identity::api
