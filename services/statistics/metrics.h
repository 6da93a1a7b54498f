#pragma once

#include "absl/status/statusor.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"
#include "services/statistics/deps.h"

namespace tancua::statistics {

// What operators see of the counting. Read from the database, because a handler may run again
// and must not count twice.
class Metrics {
 public:
  explicit Metrics(prometheus::Registry& registry);

  // Sets the gauges; returns 0, for a worker that never has a second batch.
  [[nodiscard]] absl::StatusOr<int> Measure(Deps& deps);

 private:
  prometheus::Gauge& events_;
  prometheus::Gauge& age_;
};

}  // namespace tancua::statistics
