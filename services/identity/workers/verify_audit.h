#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"
#include "services/identity/deps.h"
#include "services/identity/verify_audit.h"

namespace tancua::identity::workers {

// Verifies the audit log again and again, a page at a time, and shows whether it is in order. Rests
// between two passes, so that it takes a twentieth of one core at most however long the log is.
class VerifyAuditLog {
 public:
  VerifyAuditLog(Deps& deps, prometheus::Registry& registry);

  // Returns 1 while there are more pages, else 0.
  [[nodiscard]] absl::StatusOr<int> RunOnce();

 private:
  void Show(const AuditReport& report, absl::Time now);

  Deps& deps_;
  prometheus::Gauge& verified_;
  prometheus::Gauge& faults_;
  std::unique_ptr<AuditWalk> walk_;  // null between two passes
  absl::Time begin_;                 // of the pass
  absl::Time next_ = absl::InfinitePast();
};

}  // namespace tancua::identity::workers
