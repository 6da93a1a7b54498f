#include <string>

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/store/directory.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {

absl::StatusOr<v1::Unit> CreateUnit(Deps& deps, const rpc::Call& call,
                                    const v1::CreateUnitRequest& request) {
  domain::Unit unit{.id = request.unit_id()};
  ASSIGN_OR_RETURN(unit.ward, wire::ParseWardName(request.parent(), "parent"));
  RETURN_IF_ERROR(RequireStaffOf(call, unit.ward));
  RETURN_IF_ERROR(domain::CheckDirectoryId(unit.id, "unit_id"));
  ASSIGN_OR_RETURN(unit.title, domain::CheckTitle(request.unit().title(), "unit.title"));
  v1::Unit answer = wire::ToUnit(unit);
  RETURN_IF_ERROR(rpc::Once(deps.database, unit.ward, call, request.request_id(), deps.keys,
                            deps.clock, request, answer,
                            [&](sql::Session& tx) { return store::InsertUnit(tx, unit); })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
