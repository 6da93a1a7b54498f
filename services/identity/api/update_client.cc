#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/identity/api/clients.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {
namespace {

absl::Status ApplyMask(const v1::UpdateClientRequest& request, const rpc::Call& call,
                       domain::Client& client) {
  for (const std::string& path : request.update_mask().paths()) {
    if (!wire::MergeClient(request.client(), path, client)) {
      return status::Error(kClientInvalid, {.field = "update_mask"});
    }
  }
  RETURN_IF_ERROR(domain::CheckClient(client));
  if (!Manages(call.caller, client.wards)) {
    return status::Error(status::kOtherWard, {.field = "client.wards"});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Client> UpdateClient(Deps& deps, const rpc::Call& call,
                                        const v1::UpdateClientRequest& request) {
  ASSIGN_OR_RETURN(const std::string id,
                   wire::ParseClientName(request.client().name(), "client.name"));
  if (request.update_mask().paths().empty()) {
    return status::Error(kClientInvalid, {.field = "update_mask"});
  }
  return ChangeClient(deps, call, id, request.request_id(), request,
                      [&](sql::Session&, domain::Client& client) -> absl::StatusOr<bool> {
                        const std::string& etag = request.client().etag();
                        if (!etag.empty() && etag != absl::StrCat(client.revision)) {
                          return status::Error(kClientEtagMismatch, {.field = "client.etag"});
                        }
                        RETURN_IF_ERROR(ApplyMask(request, call, client));
                        return true;
                      });
}

}  // namespace tancua::identity::api
