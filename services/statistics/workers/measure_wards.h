#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/statistics/deps.h"
#include "services/statistics/metrics.h"

namespace tancua::statistics::workers {

// Shows the figures of every ward, some wards at a time.
class MeasureWards {
 public:
  MeasureWards(Deps& deps, Metrics& metrics) : deps_(deps), metrics_(metrics) {}

  // Returns how many wards were shown; 0 at the end of the round.
  [[nodiscard]] absl::StatusOr<int> RunOnce();

 private:
  [[nodiscard]] absl::Status Measure(const std::string& ward);

  Deps& deps_;
  Metrics& metrics_;
  std::string after_;  // the last ward of the round
};

}  // namespace tancua::statistics::workers
