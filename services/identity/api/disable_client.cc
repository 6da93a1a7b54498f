#include <utility>

#include "common/rpc/revocations.h"
#include "common/status/macros.h"
#include "services/identity/api/clients.h"
#include "services/identity/tokens/revoke.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {

absl::StatusOr<v1::Client> DisableClient(Deps& deps, const rpc::Call& call,
                                         const v1::DisableClientRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseClientName(request.name()));
  bool disabled = false;
  auto answer = ChangeClient(deps, call, id, request.request_id(), request,
                             [&](sql::Session& tx, domain::Client& client) -> absl::StatusOr<bool> {
                               disabled = !std::exchange(client.disabled, true);
                               if (!disabled) return false;
                               RETURN_IF_ERROR(RevokeAccess(deps, tx, rpc::kRevocableClient, id));
                               return true;
                             });
  if (answer.ok() && disabled) deps.oauth_metrics.CountRevocation("client");
  return answer;
}

}  // namespace tancua::identity::api
