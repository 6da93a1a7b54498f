#include <utility>

#include "common/status/macros.h"
#include "services/identity/api/clients.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {

absl::StatusOr<v1::Client> EnableClient(Deps& deps, const rpc::Call& call,
                                        const v1::EnableClientRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseClientName(request.name()));
  return ChangeClient(deps, call, id, request.request_id(), request,
                      [](sql::Session&, domain::Client& client) -> absl::StatusOr<bool> {
                        return std::exchange(client.disabled, false);
                      });
}

}  // namespace tancua::identity::api
