#pragma once

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "services/identity/deps.h"
#include "services/identity/domain/client.h"
#include "tancua/identity/v1/client_service.pb.h"

// The procedures of ClientService; each is documented in the proto. The name of the RPC is the name
// of its file, plain reads share one.
namespace tancua::identity::api {

[[nodiscard]] absl::StatusOr<v1::Client> CreateClient(Deps& deps, const rpc::Call& call,
                                                      const v1::CreateClientRequest& request);
// read_clients.cc
[[nodiscard]] absl::StatusOr<v1::Client> GetClient(Deps& deps, const rpc::Call& call,
                                                   const v1::GetClientRequest& request);
[[nodiscard]] absl::StatusOr<v1::ListClientsResponse> ListClients(
    Deps& deps, const rpc::Call& call, const v1::ListClientsRequest& request);
[[nodiscard]] absl::StatusOr<v1::ListClientKeysResponse> ListClientKeys(
    Deps& deps, const rpc::Call& call, const v1::ListClientKeysRequest& request);
[[nodiscard]] absl::StatusOr<v1::Client> UpdateClient(Deps& deps, const rpc::Call& call,
                                                      const v1::UpdateClientRequest& request);
[[nodiscard]] absl::StatusOr<v1::Client> DisableClient(Deps& deps, const rpc::Call& call,
                                                       const v1::DisableClientRequest& request);
[[nodiscard]] absl::StatusOr<v1::Client> EnableClient(Deps& deps, const rpc::Call& call,
                                                      const v1::EnableClientRequest& request);
[[nodiscard]] absl::StatusOr<v1::AddClientKeyResponse> AddClientKey(
    Deps& deps, const rpc::Call& call, const v1::AddClientKeyRequest& request);
[[nodiscard]] absl::StatusOr<v1::ClientKey> RevokeClientKey(
    Deps& deps, const rpc::Call& call, const v1::RevokeClientKeyRequest& request);

// manage_client.cc: what they share.

// Whether the calling officer manages clients that may act for just these wards (five digits).
[[nodiscard]] bool Manages(const rpc::Caller& caller, const std::vector<std::string>& wards);
// The client, when the caller manages it; CLIENT_NOT_FOUND otherwise.
[[nodiscard]] absl::StatusOr<domain::Client> FindManaged(sql::Session& session,
                                                         const rpc::Call& call,
                                                         const std::string& id);
// Once per request id: loads the client, lets `change` change it, writes it when that says true.
[[nodiscard]] absl::StatusOr<v1::Client> ChangeClient(
    Deps& deps, const rpc::Call& call, const std::string& id, const std::string& request_id,
    const google::protobuf::Message& request,
    absl::FunctionRef<absl::StatusOr<bool>(sql::Session&, domain::Client&)> change);

}  // namespace tancua::identity::api
