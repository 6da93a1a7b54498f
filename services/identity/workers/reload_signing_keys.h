#pragma once

#include "absl/status/statusor.h"
#include "services/identity/tokens/signing_keys.h"

namespace tancua::identity::workers {

// Takes new signing keys into use; 1 when there were any.
[[nodiscard]] absl::StatusOr<int> ReloadSigningKeys(SigningKeys& keys);

}  // namespace tancua::identity::workers
