#include <utility>

#include "absl/strings/str_cat.h"
#include "common/id/ids.h"
#include "common/status/macros.h"
#include "services/identity/api/clients.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/store/clients.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {
namespace {

constexpr int kUsualClients = 50;
constexpr int kMostClients = 1000;

absl::StatusOr<int> ClientPageSize(int asked) {
  if (asked < 0 || asked > kMostClients) {
    return status::Error(status::kInvalidField, {.field = "page_size"});
  }
  return asked == 0 ? kUsualClients : asked;
}

// A page token is the sealed id of the last resource of the page before.
std::string ClientListContext(const std::string& list) { return absl::StrCat("page_token.", list); }

absl::StatusOr<std::string> ClientAfter(const Deps& deps, const std::string& list,
                                        const std::string& token) {
  if (token.empty()) return std::string();
  auto id = deps.keys.Open(token, ClientListContext(list));
  if (!id.ok()) return status::Error(status::kPageTokenInvalid, {.field = "page_token"});
  return id;
}

// Whose clients the caller sees: "" for all of them.
std::string ManagedWardOf(const rpc::Caller& caller) {
  return caller.HasRole("city_admin") ? "" : caller.ward.substr(caller.ward.find('/') + 1);
}

}  // namespace

absl::StatusOr<v1::Client> GetClient(Deps& deps, const rpc::Call& call,
                                     const v1::GetClientRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseClientName(request.name()));
  ASSIGN_OR_RETURN(const domain::Client client, deps.database.Read([&](sql::Session& session) {
    return FindManaged(session, call, id);
  }));
  return wire::ToClient(client);
}

absl::StatusOr<v1::ListClientsResponse> ListClients(Deps& deps, const rpc::Call& call,
                                                    const v1::ListClientsRequest& request) {
  store::ClientQuery query{.ward = ManagedWardOf(call.caller)};
  const std::string list = "clients." + query.ward;
  ASSIGN_OR_RETURN(const int size, ClientPageSize(request.page_size()));
  ASSIGN_OR_RETURN(query.after, ClientAfter(deps, list, request.page_token()));
  query.limit = size + 1;  // one more tells whether there is a next page
  ASSIGN_OR_RETURN(const auto clients, deps.database.Read([&](sql::Session& session) {
    return store::ListClients(session, query);
  }));
  v1::ListClientsResponse response;
  for (const domain::Client& client : clients) {
    if (response.clients_size() == size) {
      response.set_next_page_token(deps.keys.Seal(clients[size - 1].id, ClientListContext(list)));
      break;
    }
    *response.add_clients() = wire::ToClient(client);
  }
  return response;
}

absl::StatusOr<v1::ListClientKeysResponse> ListClientKeys(
    Deps& deps, const rpc::Call& call, const v1::ListClientKeysRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseClientName(request.parent(), "parent"));
  const std::string list = "client_keys." + id;
  ASSIGN_OR_RETURN(const int size, ClientPageSize(request.page_size()));
  ASSIGN_OR_RETURN(const std::string after, ClientAfter(deps, list, request.page_token()));
  ASSIGN_OR_RETURN(
      const auto keys,
      deps.database.Read(
          [&](sql::Session& session) -> absl::StatusOr<std::vector<domain::ClientKey>> {
            RETURN_IF_ERROR(FindManaged(session, call, id).status());
            return store::ListClientKeys(session, id, after, size + 1);
          }));
  v1::ListClientKeysResponse response;
  for (const domain::ClientKey& key : keys) {
    if (response.keys_size() == size) {
      response.set_next_page_token(deps.keys.Seal(keys[size - 1].id, ClientListContext(list)));
      break;
    }
    *response.add_keys() = wire::ToClientKey(key, deps.clock.Now());
  }
  return response;
}

}  // namespace tancua::identity::api
