#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/store/directory.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {

absl::StatusOr<google::protobuf::Empty> DeletePosition(Deps& deps, const rpc::Call& call,
                                                       const v1::DeletePositionRequest& request) {
  ASSIGN_OR_RETURN(const wire::DirectoryKey key, wire::ParsePositionName(request.name(), "name"));
  RETURN_IF_ERROR(RequireStaffOf(call, key.ward));
  google::protobuf::Empty answer;
  RETURN_IF_ERROR(rpc::Once(deps.database, key.ward, call, request.request_id(), deps.keys,
                            deps.clock, request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              ASSIGN_OR_RETURN(const domain::Position position,
                                               store::LoadPosition(tx, key.ward, key.id));
                              RETURN_IF_ERROR(
                                  CheckDirectoryEtag(request.etag(), position.revision, "etag"));
                              return store::DeletePosition(tx, position);
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
