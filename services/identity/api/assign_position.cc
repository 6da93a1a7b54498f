#include <string>

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/domain/errors.h"
#include "services/identity/store/directory.h"
#include "services/identity/store/officers.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {
namespace {

absl::StatusOr<domain::Position> Give(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                      const wire::DirectoryKey& key,
                                      const std::string& officer_id) {
  ASSIGN_OR_RETURN(domain::Position position, store::LoadPosition(tx, key.ward, key.id));
  ASSIGN_OR_RETURN(const domain::Officer officer, store::LoadOfficer(tx, deps.keys, officer_id));
  if (officer.ward != position.ward) {
    return status::Error(kOfficerOfOtherWard, {.field = "officer"});
  }
  if (!officer.active) return status::Error(kOfficerInactive, {.field = "officer"});
  RETURN_IF_ERROR(store::TakePosition(tx, position, officer.id));
  RETURN_IF_ERROR(RecordStaffChange(deps, tx, call, officer));
  position.holder = officer.id;
  ++position.revision;
  return position;
}

}  // namespace

absl::StatusOr<v1::Position> AssignPosition(Deps& deps, const rpc::Call& call,
                                            const v1::AssignPositionRequest& request) {
  ASSIGN_OR_RETURN(const wire::DirectoryKey key, wire::ParsePositionName(request.name(), "name"));
  RETURN_IF_ERROR(RequireStaffOf(call, key.ward));
  ASSIGN_OR_RETURN(const std::string officer, wire::ParseOfficerName(request.officer(), "officer"));
  v1::Position answer;
  RETURN_IF_ERROR(rpc::Once(deps.database, key.ward, call, request.request_id(), deps.keys,
                            deps.clock, request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              ASSIGN_OR_RETURN(const domain::Position position,
                                               Give(deps, tx, call, key, officer));
                              answer = wire::ToPosition(position);
                              return absl::OkStatus();
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
