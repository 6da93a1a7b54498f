#include "services/statistics/workers/recount.h"

#include <optional>
#include <string>

#include "common/status/macros.h"
#include "services/statistics/store/recount.h"

namespace tancua::statistics::workers {

absl::StatusOr<int> RecountOneWard(Deps& deps) {
  ASSIGN_OR_RETURN(const std::optional<std::string> ward, deps.database.Read(store::NextRecount));
  if (!ward) return 0;
  RETURN_IF_ERROR(deps.database.Write(
      *ward, [&](sql::Session& tx) { return store::RebuildAggregates(tx, *ward); }));
  return 1;
}

}  // namespace tancua::statistics::workers
