#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/identity/domain/client.h"
#include "tancua/identity/v1/client_service.pb.h"

// Between ClientService's messages and the domain.
namespace tancua::identity::wire {

// The id of the partner that calls with its own token; "" for everybody else.
[[nodiscard]] std::string PartnerOf(const rpc::Call& call);

// The id in "clients/{id}"; CLIENT_NOT_FOUND for anything else.
[[nodiscard]] absl::StatusOr<std::string> ParseClientName(std::string_view name,
                                                          const char* field = "name");
// The ids in "clients/{id}/keys/{uuid}"; CLIENT_KEY_NOT_FOUND for anything else.
struct ClientKeyName {
  std::string client_id;
  std::string key_id;
};
[[nodiscard]] absl::StatusOr<ClientKeyName> ParseClientKeyName(std::string_view name);

[[nodiscard]] v1::Client ToClient(const domain::Client& client);
[[nodiscard]] v1::ClientKey ToClientKey(const domain::ClientKey& key, absl::Time now);

// Copies the fields that callers may set, each of `paths`; false for a path that is none of them.
[[nodiscard]] bool MergeClient(const v1::Client& from, std::string_view path,
                               domain::Client& client);
// The paths that MergeClient knows.
inline constexpr const char* kClientPaths[] = {"display_name", "scopes", "wards", "limit",
                                               "auth_methods"};

}  // namespace tancua::identity::wire
