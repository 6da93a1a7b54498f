#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/clients.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/store/clients.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {
namespace {

absl::StatusOr<domain::Client> NewClient(const Deps& deps, const rpc::Call& call,
                                         const v1::CreateClientRequest& request) {
  domain::Client client;
  client.id = request.client_id();
  for (const char* path : wire::kClientPaths) {
    if (!wire::MergeClient(request.client(), path, client)) return status::Error(kClientInvalid);
  }
  RETURN_IF_ERROR(domain::CheckClient(client));
  if (!Manages(call.caller, client.wards)) {
    return status::Error(status::kOtherWard, {.field = "client.wards"});
  }
  client.created_at = client.updated_at = deps.clock.Now();
  return client;
}

}  // namespace

absl::StatusOr<v1::Client> CreateClient(Deps& deps, const rpc::Call& call,
                                        const v1::CreateClientRequest& request) {
  ASSIGN_OR_RETURN(const domain::Client client, NewClient(deps, call, request));
  v1::Client answer = wire::ToClient(client);
  RETURN_IF_ERROR(rpc::Once(deps.database, client.id, call, request.request_id(), deps.keys,
                            deps.clock, request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              ASSIGN_OR_RETURN(const bool added, store::InsertClient(tx, client));
                              if (added) return absl::OkStatus();
                              return status::Error(kClientExists, {.field = "client_id"});
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
