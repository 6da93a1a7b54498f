#include "services/identity/workers/measure_privacy.h"

#include "common/status/macros.h"

namespace tancua::identity::workers {

absl::StatusOr<int> MeasurePrivacy(PrivacyDeps& deps) {
  const absl::Time now = deps.base.clock.Now();
  ASSIGN_OR_RETURN(const auto load, deps.base.database.Read([&](sql::Session& session) {
    return store::MeasureDataRequests(session, now);
  }));
  ASSIGN_OR_RETURN(const auto open, deps.base.database.Read(store::MeasureBreaches));
  deps.metrics.Set(load);
  deps.metrics.Set(open, now);
  return 0;
}

}  // namespace tancua::identity::workers
