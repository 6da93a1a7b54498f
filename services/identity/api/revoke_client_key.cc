#include "common/rpc/idempotency.h"
#include "common/rpc/revocations.h"
#include "common/status/macros.h"
#include "services/identity/api/clients.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/store/clients.h"
#include "services/identity/tokens/revoke.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {
namespace {

// The key as it is afterwards; `revoked`: whether it was this call that ended it.
absl::StatusOr<domain::ClientKey> EndKey(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                         const wire::ClientKeyName& name, bool& revoked) {
  RETURN_IF_ERROR(FindManaged(tx, call, name.client_id).status());
  ASSIGN_OR_RETURN(auto key, store::FindClientKey(tx, name.key_id));
  if (!key || key->client_id != name.client_id) {
    return status::Error(kClientKeyNotFound, {.field = "name"});
  }
  const absl::Time now = deps.clock.Now();
  ASSIGN_OR_RETURN(revoked, store::RevokeClientKey(tx, key->id, now));
  if (revoked) {
    key->revoked_at = now;
    RETURN_IF_ERROR(RevokeAccess(deps, tx, rpc::kRevocableKey, key->id));
  }
  return *std::move(key);
}

}  // namespace

absl::StatusOr<v1::ClientKey> RevokeClientKey(Deps& deps, const rpc::Call& call,
                                              const v1::RevokeClientKeyRequest& request) {
  ASSIGN_OR_RETURN(const wire::ClientKeyName name, wire::ParseClientKeyName(request.name()));
  v1::ClientKey answer;
  bool revoked = false;
  ASSIGN_OR_RETURN(const rpc::Run run,
                   rpc::Once(deps.database, name.client_id, call, request.request_id(), deps.keys,
                             deps.clock, request, answer, [&](sql::Session& tx) -> absl::Status {
                               ASSIGN_OR_RETURN(const domain::ClientKey key,
                                                EndKey(deps, tx, call, name, revoked));
                               answer = wire::ToClientKey(key, deps.clock.Now());
                               return absl::OkStatus();
                             }));
  if (run == rpc::Run::kFirst && revoked) deps.oauth_metrics.CountRevocation("key");
  return answer;
}

}  // namespace tancua::identity::api
