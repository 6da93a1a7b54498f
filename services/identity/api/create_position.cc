#include <string>

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/store/directory.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {

absl::StatusOr<v1::Position> CreatePosition(Deps& deps, const rpc::Call& call,
                                            const v1::CreatePositionRequest& request) {
  const v1::Position& stated = request.position();
  domain::Position position{.id = request.position_id(),
                            .roles = {stated.roles().begin(), stated.roles().end()}};
  ASSIGN_OR_RETURN(position.ward, wire::ParseWardName(request.parent(), "parent"));
  RETURN_IF_ERROR(RequireStaffOf(call, position.ward));
  RETURN_IF_ERROR(domain::CheckDirectoryId(position.id, "position_id"));
  ASSIGN_OR_RETURN(position.unit,
                   wire::ParseUnitName(stated.unit(), position.ward, "position.unit"));
  ASSIGN_OR_RETURN(position.title, domain::CheckTitle(stated.title(), "position.title"));
  RETURN_IF_ERROR(domain::CheckRoles(position.ward, position.roles, "position.roles"));
  v1::Position answer = wire::ToPosition(position);
  RETURN_IF_ERROR(rpc::Once(deps.database, position.ward, call, request.request_id(), deps.keys,
                            deps.clock, request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              RETURN_IF_ERROR(store::HoldUnitOf(tx, position));
                              return store::InsertPosition(tx, position);
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
