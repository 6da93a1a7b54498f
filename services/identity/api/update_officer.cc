#include <string>
#include <utility>

#include "common/person/citizen_number.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/domain/directory.h"

namespace tancua::identity::api {
namespace {

absl::Status SetName(const v1::Officer& stated, domain::Officer& officer) {
  auto name = person::ParsePersonName(stated.display_name());
  if (!name.ok()) {
    return status::Error(status::kInvalidField, {.field = "officer.display_name",
                                                 .text_vi = std::string(name.status().message())});
  }
  officer.display_name = *std::move(name);
  return absl::OkStatus();
}

absl::Status SetRoles(const v1::Officer& stated, domain::Officer& officer) {
  officer.granted_roles = {stated.granted_roles().begin(), stated.granted_roles().end()};
  return domain::CheckRoles(officer.ward, officer.granted_roles, "officer.granted_roles");
}

absl::Status ApplyMask(const v1::UpdateOfficerRequest& request, domain::Officer& officer) {
  for (const std::string& path : request.update_mask().paths()) {
    if (path == "display_name") {
      RETURN_IF_ERROR(SetName(request.officer(), officer));
    } else if (path == "granted_roles") {
      RETURN_IF_ERROR(SetRoles(request.officer(), officer));
    } else {
      return status::Error(status::kInvalidField, {.field = "update_mask"});
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Officer> UpdateOfficer(Deps& deps, const rpc::Call& call,
                                          const v1::UpdateOfficerRequest& request) {
  if (request.update_mask().paths().empty()) {
    return status::Error(status::kInvalidField, {.field = "update_mask"});
  }
  const OfficerTarget target{request, request.officer().name(), request.request_id(),
                             request.officer().etag()};
  return ChangeOfficer(deps, call, target, [&](sql::Session&, domain::Officer& officer) {
    return ApplyMask(request, officer);
  });
}

}  // namespace tancua::identity::api
