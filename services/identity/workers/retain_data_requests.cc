#include "services/identity/workers/retain_data_requests.h"

#include "services/identity/store/data_requests.h"

namespace tancua::identity::workers {

absl::StatusOr<int> RetainDataRequests(Deps& deps, const retention::Schedule& schedule,
                                       retention::Metrics& metrics) {
  return retention::ApplyClass(schedule.Find("data_requests"), deps.clock.Now(), metrics,
                               {.count =
                                    [&](absl::Time before) {
                                      return deps.database.Read([&](sql::Session& session) {
                                        return store::CountOldDataRequests(session, before);
                                      });
                                    },
                                .remove =
                                    [&](absl::Time before, int limit) {
                                      return deps.database.Write(
                                          "retention", [&](sql::Session& tx) {
                                            return store::DeleteOldDataRequests(tx, before, limit);
                                          });
                                    }});
}

}  // namespace tancua::identity::workers
