#pragma once

#include <atomic>
#include <cstdint>

#include "absl/time/time.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"

namespace tancua::statistics {

// What operators see of the counting, beside what the consumer says of every service.
class Metrics {
 public:
  explicit Metrics(prometheus::Registry& registry);

  // An event of this time is being counted. Saying it twice is harmless, so a handler may, though
  // it can run more than once.
  void Counting(absl::Time event_time);

  // Shows how old the newest event is. Nothing before the first event of this process.
  void Measure(absl::Time now);

 private:
  prometheus::Family<prometheus::Gauge>& age_;
  std::atomic<std::int64_t> newest_us_ = 0;
};

}  // namespace tancua::statistics
