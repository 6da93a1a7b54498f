#include "services/survey/workers/expire.h"

#include "common/status/macros.h"
#include "services/survey/store/invitations.h"

namespace tancua::survey::workers {
namespace {

constexpr int kBatch = 500;

}  // namespace

absl::StatusOr<int> ExpireInvitations(Deps& deps) {
  const absl::Time now = deps.clock.Now();
  ASSIGN_OR_RETURN(const int expired, deps.database.Write("expire", [&](sql::Session& tx) {
    return store::MarkExpired(tx, now, kBatch);
  }));
  deps.metrics.CountExpired(expired);
  return expired;
}

absl::StatusOr<int> MeasureOpen(Deps& deps) {
  ASSIGN_OR_RETURN(const std::int64_t open, deps.database.Read(store::CountOpen));
  deps.metrics.SetOpen(open);
  return 0;
}

}  // namespace tancua::survey::workers
