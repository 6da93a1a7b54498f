#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"
#include "services/statistics/domain/counts.h"
#include "services/statistics/store/report.h"

namespace tancua::statistics {

// What operators and leaders see of the counting, beside what the consumer says of every service.
// The figures of wards are of the database: take the maximum over replicas.
class Metrics {
 public:
  explicit Metrics(prometheus::Registry& registry);

  // An event of this time is being counted. Saying it twice is harmless, so a handler may, though
  // it can run more than once.
  void Counting(absl::Time event_time);

  // Shows how old the newest event is. Nothing before the first event of this process.
  void Measure(absl::Time now);

  // What a ward has open now, and what became of the dossiers it received lately.
  void SetOpen(const std::string& ward, const store::OpenDossiers& open);
  void SetRecent(const std::string& ward, const domain::Counts& counts);

 private:
  prometheus::Family<prometheus::Gauge>& age_;
  prometheus::Family<prometheus::Gauge>& open_;
  prometheus::Family<prometheus::Gauge>& received_;
  prometheus::Family<prometheus::Gauge>& finished_;
  prometheus::Family<prometheus::Gauge>& returned_;
  prometheus::Family<prometheus::Gauge>& answers_;
  std::atomic<std::int64_t> newest_us_ = 0;
};

}  // namespace tancua::statistics
