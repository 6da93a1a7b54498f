#include <string>

#include "common/person/citizen_number.h"
#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/domain/errors.h"
#include "services/identity/domain/short_text.h"
#include "services/identity/store/officers.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kLongestUsername = 100;

absl::StatusOr<domain::Officer> ReadNewOfficer(Deps& deps, const v1::Officer& stated) {
  domain::Officer officer{
      .id = deps.ids.NewUuid(),
      .granted_roles = {stated.granted_roles().begin(), stated.granted_roles().end()}};
  if (!stated.ward().empty()) {
    ASSIGN_OR_RETURN(officer.ward, wire::ParseWardName(stated.ward(), "officer.ward"));
  }
  ASSIGN_OR_RETURN(officer.username,
                   domain::CheckShortText(stated.username(), kLongestUsername, "officer.username"));
  auto name = person::ParsePersonName(stated.display_name());
  if (!name.ok()) {
    return status::Error(status::kInvalidField, {.field = "officer.display_name",
                                                 .text_vi = std::string(name.status().message())});
  }
  officer.display_name = *std::move(name);
  RETURN_IF_ERROR(domain::CheckRoles(officer.ward, officer.granted_roles, "officer.granted_roles"));
  // The city has no positions from which roles could come.
  if (officer.ward.empty() && officer.granted_roles.empty()) {
    return status::Error(status::kInvalidField, {.field = "officer.granted_roles"});
  }
  officer.roles = officer.granted_roles;
  return officer;
}

}  // namespace

absl::StatusOr<v1::Officer> CreateOfficer(Deps& deps, const rpc::Call& call,
                                          const v1::CreateOfficerRequest& request) {
  ASSIGN_OR_RETURN(const domain::Officer officer, ReadNewOfficer(deps, request.officer()));
  RETURN_IF_ERROR(RequireStaffOf(call, officer.ward));
  v1::Officer answer;
  RETURN_IF_ERROR(rpc::Once(deps.database, officer.ward, call, request.request_id(), deps.keys,
                            deps.clock, request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              answer = wire::ToDirectoryOfficer(officer);
                              RETURN_IF_ERROR(store::InsertOfficer(tx, deps.keys, officer));
                              return RecordStaffChange(deps, tx, call, officer);
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
