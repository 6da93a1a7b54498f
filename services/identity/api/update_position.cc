#include <string>
#include <vector>

#include "common/rpc/idempotency.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/store/directory.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {
namespace {

absl::Status SetRoles(const v1::Position& stated, domain::Position& position) {
  position.roles = {stated.roles().begin(), stated.roles().end()};
  return domain::CheckRoles(position.ward, position.roles, "position.roles");
}

absl::Status SetUnit(sql::Session& tx, const v1::Position& stated, domain::Position& position) {
  ASSIGN_OR_RETURN(position.unit,
                   wire::ParseUnitName(stated.unit(), position.ward, "position.unit"));
  return store::HoldUnitOf(tx, position);
}

absl::Status ApplyMask(sql::Session& tx, const v1::UpdatePositionRequest& request,
                       domain::Position& position) {
  const v1::Position& stated = request.position();
  for (const std::string& path : request.update_mask().paths()) {
    if (path == "title") {
      ASSIGN_OR_RETURN(position.title, domain::CheckTitle(stated.title(), "position.title"));
    } else if (path == "unit") {
      RETURN_IF_ERROR(SetUnit(tx, stated, position));
    } else if (path == "roles") {
      RETURN_IF_ERROR(SetRoles(stated, position));
    } else {
      return status::Error(status::kInvalidField, {.field = "update_mask"});
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<domain::Position> Change(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                        const wire::DirectoryKey& key,
                                        const v1::UpdatePositionRequest& request) {
  ASSIGN_OR_RETURN(domain::Position position, store::LoadPosition(tx, key.ward, key.id));
  RETURN_IF_ERROR(
      CheckDirectoryEtag(request.position().etag(), position.revision, "position.etag"));
  const std::vector<std::string> roles = position.roles;
  RETURN_IF_ERROR(ApplyMask(tx, request, position));
  if (position.roles != roles) RETURN_IF_ERROR(RecordHolderChange(deps, tx, call, position));
  ++position.revision;
  RETURN_IF_ERROR(store::UpdatePosition(tx, position));
  return position;
}

}  // namespace

absl::StatusOr<v1::Position> UpdatePosition(Deps& deps, const rpc::Call& call,
                                            const v1::UpdatePositionRequest& request) {
  ASSIGN_OR_RETURN(const wire::DirectoryKey key,
                   wire::ParsePositionName(request.position().name(), "position.name"));
  RETURN_IF_ERROR(RequireStaffOf(call, key.ward));
  if (request.update_mask().paths().empty()) {
    return status::Error(status::kInvalidField, {.field = "update_mask"});
  }
  v1::Position answer;
  RETURN_IF_ERROR(rpc::Once(deps.database, key.ward, call, request.request_id(), deps.keys,
                            deps.clock, request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              ASSIGN_OR_RETURN(const domain::Position position,
                                               Change(deps, tx, call, key, request));
                              answer = wire::ToPosition(position);
                              return absl::OkStatus();
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
