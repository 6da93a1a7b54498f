#pragma once

#include <array>

#include "prometheus/counter.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"

namespace tancua::survey {

// What operators see of the surveys.
class Metrics {
 public:
  explicit Metrics(prometheus::Registry& registry);

  // `overall_score` from 1 to 5.
  void CountAnswer(int overall_score);
  void CountExpired(int invitations);
  void SetOpen(std::int64_t invitations);

 private:
  std::array<prometheus::Counter*, 5> answers_;  // by score
  prometheus::Counter& expired_;
  prometheus::Gauge& open_;
};

}  // namespace tancua::survey
