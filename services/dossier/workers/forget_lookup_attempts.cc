#include "services/dossier/workers/forget_lookup_attempts.h"

#include "common/status/macros.h"
#include "services/dossier/store/lookup_attempts.h"

namespace tancua::dossier::workers {

absl::StatusOr<int> ForgetLookupAttempts(const Deps& deps) {
  constexpr int kBatch = 1000;
  ASSIGN_OR_RETURN(const std::int64_t deleted,
                   deps.database.Write("forget_lookup_attempts", [&](sql::Session& tx) {
                     return store::DeleteEndedAttempts(tx, deps.clock.Now(), kBatch);
                   }));
  return static_cast<int>(deleted);
}

}  // namespace tancua::dossier::workers
