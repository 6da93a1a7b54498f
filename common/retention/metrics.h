#pragma once

#include <cstdint>
#include <string>

#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"

namespace tancua::retention {

// What operators see of the retention of one service. Thread-safe.
class Metrics {
 public:
  Metrics(prometheus::Registry& registry, std::string service);

  // Records past their class that are still there: in a dry run they stay.
  void SetDue(const std::string& record, std::int64_t count);
  void CountRemoved(const std::string& record, std::int64_t count);

 private:
  const std::string service_;
  prometheus::Family<prometheus::Gauge>& due_;
  prometheus::Family<prometheus::Counter>& removed_;
};

}  // namespace tancua::retention
