#include "services/identity/workers/retain_consents.h"

#include "services/identity/store/consents.h"

namespace tancua::identity::workers {

absl::StatusOr<int> RetainConsents(Deps& deps, const retention::Schedule& schedule,
                                   retention::Metrics& metrics) {
  return retention::ApplyClass(
      schedule.Find("consents"), deps.clock.Now(), metrics,
      {.count =
           [&](absl::Time before) {
             return deps.database.Read(
                 [&](sql::Session& session) { return store::CountOldConsents(session, before); });
           },
       .remove =
           [&](absl::Time before, int limit) {
             return deps.database.Write("retention", [&](sql::Session& tx) {
               return store::DeleteOldConsents(tx, before, limit);
             });
           }});
}

}  // namespace tancua::identity::workers
