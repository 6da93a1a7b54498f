#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace tancua::identity::domain {

// One officer of a ward, or of the city, as the operator lists them.
struct RosterEntry {
  std::string username;  // as the staff provider says it
  std::string display_name;
  std::string ward;  // five digits; empty for the city's officers
  std::vector<std::string> roles;
};

// Reads the officers file (YAML). INVALID_ARGUMENT names the entry that has an unknown role, a
// malformed ward, no name, or a user name that appears twice.
[[nodiscard]] absl::StatusOr<std::vector<RosterEntry>> ParseRoster(std::string_view yaml);

}  // namespace tancua::identity::domain
