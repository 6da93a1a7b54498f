#include <string>

#include "common/rpc/idempotency.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/store/directory.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {
namespace {

absl::Status ApplyMask(const v1::UpdateUnitRequest& request, domain::Unit& unit) {
  for (const std::string& path : request.update_mask().paths()) {
    if (path != "title") return status::Error(status::kInvalidField, {.field = "update_mask"});
    ASSIGN_OR_RETURN(unit.title, domain::CheckTitle(request.unit().title(), "unit.title"));
  }
  return absl::OkStatus();
}

absl::StatusOr<domain::Unit> Change(sql::Session& tx, const wire::DirectoryKey& key,
                                    const v1::UpdateUnitRequest& request) {
  ASSIGN_OR_RETURN(domain::Unit unit, store::LoadUnit(tx, key.ward, key.id));
  RETURN_IF_ERROR(CheckDirectoryEtag(request.unit().etag(), unit.revision, "unit.etag"));
  RETURN_IF_ERROR(ApplyMask(request, unit));
  ++unit.revision;
  RETURN_IF_ERROR(store::UpdateUnit(tx, unit));
  return unit;
}

}  // namespace

absl::StatusOr<v1::Unit> UpdateUnit(Deps& deps, const rpc::Call& call,
                                    const v1::UpdateUnitRequest& request) {
  ASSIGN_OR_RETURN(const wire::DirectoryKey key,
                   wire::ParseUnitKey(request.unit().name(), "unit.name"));
  RETURN_IF_ERROR(RequireStaffOf(call, key.ward));
  if (request.update_mask().paths().empty()) {
    return status::Error(status::kInvalidField, {.field = "update_mask"});
  }
  v1::Unit answer;
  RETURN_IF_ERROR(rpc::Once(deps.database, key.ward, call, request.request_id(), deps.keys,
                            deps.clock, request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              ASSIGN_OR_RETURN(const domain::Unit unit, Change(tx, key, request));
                              answer = wire::ToUnit(unit);
                              return absl::OkStatus();
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
