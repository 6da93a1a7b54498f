#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/identity/domain/citizen.h"

namespace tancua::identity::domain {

// The texts that a provider sent for a citizen, each "" when absent.
struct CitizenClaims {
  std::string number;
  std::string name;
  std::string birth_date;  // "1951-03-09" or "09/03/1951"
  std::string sex;         // "Nam", "Nữ", "male", "female", "M", "F"
  std::string phone;
};

// IDENTITY_REFUSED when number, name or birth date cannot be read: without them nobody is
// identified. A phone that cannot receive messages is left out, not refused. The level is not
// among the claims of a person: see assurance.h.
[[nodiscard]] absl::StatusOr<Profile> ReadProfile(const CitizenClaims& claims);

}  // namespace tancua::identity::domain
