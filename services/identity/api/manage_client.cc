#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/clients.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/store/clients.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {

bool Manages(const rpc::Caller& caller, const std::vector<std::string>& wards) {
  if (caller.HasRole("city_admin")) return true;
  return wards.size() == 1 && !caller.ward.empty() && "wards/" + wards.front() == caller.ward;
}

absl::StatusOr<domain::Client> FindManaged(sql::Session& session, const rpc::Call& call,
                                           const std::string& id) {
  ASSIGN_OR_RETURN(auto client, store::FindClient(session, id));
  if (!client || !Manages(call.caller, client->wards)) return status::Error(kClientNotFound);
  return *std::move(client);
}

absl::StatusOr<v1::Client> ChangeClient(
    Deps& deps, const rpc::Call& call, const std::string& id, const std::string& request_id,
    const google::protobuf::Message& request,
    absl::FunctionRef<absl::StatusOr<bool>(sql::Session&, domain::Client&)> change) {
  v1::Client answer;
  RETURN_IF_ERROR(rpc::Once(deps.database, id, call, request_id, deps.keys, deps.clock, request,
                            answer,
                            [&](sql::Session& tx) -> absl::Status {
                              ASSIGN_OR_RETURN(domain::Client client, FindManaged(tx, call, id));
                              ASSIGN_OR_RETURN(const bool changed, change(tx, client));
                              if (changed) {
                                ++client.revision;
                                client.updated_at = deps.clock.Now();
                                RETURN_IF_ERROR(store::UpdateClient(tx, client));
                              }
                              answer = wire::ToClient(client);
                              return absl::OkStatus();
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
