#include "services/identity/workers/verify_audit.h"

#include <algorithm>
#include <optional>

#include "common/log/log.h"
#include "common/status/macros.h"

namespace tancua::identity::workers {
namespace {

constexpr absl::Duration kShortestRest = absl::Minutes(10);
constexpr int kRestsPerPass = 19;

prometheus::Gauge& Gauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

VerifyAuditLog::VerifyAuditLog(Deps& deps, prometheus::Registry& registry)
    : deps_(deps),
      verified_(Gauge(registry, "tancua_identity_audit_verified_timestamp_seconds",
                      "When the whole audit log was last found in order, in seconds since 1970")),
      faults_(Gauge(registry, "tancua_identity_audit_faults",
                    "1 when the last verification met an entry that is not in order, else 0")) {}

absl::StatusOr<int> VerifyAuditLog::RunOnce() {
  const absl::Time now = deps_.clock.Now();
  if (walk_ == nullptr) {
    if (now < next_) return 0;
    ASSIGN_OR_RETURN(walk_, AuditWalk::Begin(deps_.database, deps_.keys, std::nullopt));
    begin_ = now;
  }
  ASSIGN_OR_RETURN(const std::optional<AuditReport> report, walk_->Step());
  if (!report) return 1;
  walk_.reset();
  Show(*report, now);
  next_ = now + std::max(kShortestRest, kRestsPerPass * (now - begin_));
  return 0;
}

void VerifyAuditLog::Show(const AuditReport& report, absl::Time now) {
  faults_.Set(report.finding.ok() ? 0 : 1);
  if (report.finding.ok()) {
    verified_.Set(static_cast<double>(absl::ToUnixSeconds(now)));
  } else {
    log::Error("identity.audit_broken",
               {{"seq", report.finding.seq}, {"what", Sentence(report.finding.fault)}});
  }
}

}  // namespace tancua::identity::workers
