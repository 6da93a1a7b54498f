#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"
#include "services/identity/deps.h"

namespace tancua::identity::workers {

// Notes down the end of the audit log once a day, in the database and in the log of the process,
// and shows how long it is: whoever cuts off its tail must also forge what lies elsewhere.
class AnchorAudit {
 public:
  AnchorAudit(Deps& deps, prometheus::Registry& registry);

  // Returns 1 when it noted a place, else 0.
  [[nodiscard]] absl::StatusOr<int> RunOnce();

 private:
  Deps& deps_;
  prometheus::Gauge& head_;
};

}  // namespace tancua::identity::workers
