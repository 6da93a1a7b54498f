#include "services/identity/workers/anchor_audit.h"

#include <limits>
#include <vector>

#include "common/calendar/calendar.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/identity/store/audit_log.h"

namespace tancua::identity::workers {
namespace {

struct State {
  store::AuditAnchor head;
  std::vector<store::AuditAnchor> newest;  // at most one
};

bool IsDue(const State& state, absl::Time now) {
  if (state.head.point.seq == 0) return false;
  if (state.newest.empty()) return true;
  const store::AuditAnchor& newest = state.newest.front();
  return newest.point.seq < state.head.point.seq &&
         calendar::LocalDay(newest.time) < calendar::LocalDay(now);
}

}  // namespace

AnchorAudit::AnchorAudit(Deps& deps, prometheus::Registry& registry)
    : deps_(deps),
      head_(prometheus::BuildGauge()
                .Name("tancua_identity_audit_entries")
                .Help("Entries of the audit log; it never falls")
                .Register(registry)
                .Add({})) {}

absl::StatusOr<int> AnchorAudit::RunOnce() {
  ASSIGN_OR_RETURN(
      const State state, deps_.database.Read([&](sql::Session& session) -> absl::StatusOr<State> {
        State now;
        ASSIGN_OR_RETURN(now.head, store::LoadAuditHead(session, deps_.keys));
        constexpr auto kEnd = std::numeric_limits<std::int64_t>::max();
        ASSIGN_OR_RETURN(now.newest, store::ListAuditAnchors(session, deps_.keys, kEnd, 1));
        return now;
      }));
  const domain::ChainPoint& head = state.head.point;
  head_.Set(static_cast<double>(head.seq));
  const absl::Time now = deps_.clock.Now();
  if (!IsDue(state, now)) return 0;
  RETURN_IF_ERROR(deps_.database.Write(
      "audit", [&](sql::Session& tx) { return store::AddAuditAnchor(tx, deps_.keys, head, now); }));
  log::Info("identity.audit_anchor", {{"seq", head.seq}, {"hash", head.hash}});
  return 1;
}

}  // namespace tancua::identity::workers
