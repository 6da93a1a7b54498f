#include "services/identity/workers/reload_signing_keys.h"

#include "common/log/log.h"
#include "common/status/macros.h"

namespace tancua::identity::workers {

absl::StatusOr<int> ReloadSigningKeys(SigningKeys& keys) {
  ASSIGN_OR_RETURN(const bool changed, keys.Reload());
  if (!changed) return 0;
  log::Info("identity.signing_keys_changed", {{"keys", keys.PublicJwks().size()}});
  return 1;
}

}  // namespace tancua::identity::workers
