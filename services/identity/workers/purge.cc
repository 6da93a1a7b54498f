#include "services/identity/workers/purge.h"

#include "common/status/macros.h"
#include "services/identity/store/purge.h"
#include "services/identity/store/revocations.h"

namespace tancua::identity::workers {
namespace {

// Long enough that a late or repeated call still hears what happened.
constexpr absl::Duration kKeepEnded = absl::Hours(24);

}  // namespace

absl::StatusOr<int> PurgeEnded(Deps& deps) {
  const absl::Time before = deps.clock.Now() - kKeepEnded;
  return deps.database.Write("purge", [&](sql::Session& tx) -> absl::StatusOr<int> {
    ASSIGN_OR_RETURN(const int verifications, store::PurgeVerifications(tx, before));
    ASSIGN_OR_RETURN(const int sessions, store::PurgeSessions(tx, before));
    ASSIGN_OR_RETURN(const int revocations, store::PurgeRevocations(tx, before));
    ASSIGN_OR_RETURN(const int assertions, store::PurgeAssertions(tx, before));
    ASSIGN_OR_RETURN(const int assisted, store::PurgeAssisted(tx, before));
    ASSIGN_OR_RETURN(const int limits, store::PurgeAttemptLimits(tx, before));
    return verifications + sessions + revocations + assertions + assisted + limits;
  });
}

}  // namespace tancua::identity::workers
