#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/identity/domain/client.h"

namespace tancua::identity::domain {

// A client as the operator of a demonstration lists it.
struct ClientEntry {
  Client client;
  std::string secret;  // empty: the client has no key yet
};

// Reads the clients file (YAML). INVALID_ARGUMENT names the entry that is not a proper client.
[[nodiscard]] absl::StatusOr<std::vector<ClientEntry>> ParseClients(std::string_view yaml);

}  // namespace tancua::identity::domain
