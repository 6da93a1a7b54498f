#include "services/dossier/workers/count_open_dossiers.h"

#include <map>

#include "common/status/macros.h"
#include "services/dossier/store/dossiers.h"

namespace tancua::dossier::workers {

absl::StatusOr<int> CountOpenDossiers(const Deps& deps) {
  ASSIGN_OR_RETURN(const auto counts,
                   deps.database.Read([](sql::Session& tx) { return store::CountOpen(tx); }));
  std::map<domain::State, std::int64_t> by_state;
  for (const store::StateCount& count : counts) by_state[count.state] = count.dossiers;
  for (const domain::State state : domain::kStates) {
    if (domain::IsOpen(state)) deps.metrics.SetOpenDossiers(state, by_state[state]);
  }
  return 0;
}

}  // namespace tancua::dossier::workers
