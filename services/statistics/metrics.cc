#include "services/statistics/metrics.h"

namespace tancua::statistics {

Metrics::Metrics(prometheus::Registry& registry)
    : age_(prometheus::BuildGauge()
               .Name("tancua_statistics_newest_event_age_seconds")
               .Help("Time since the newest event counted here: the lag while events come in")
               .Register(registry)) {}

void Metrics::Counting(absl::Time event_time) {
  const std::int64_t time_us = absl::ToUnixMicros(event_time);
  std::int64_t newest = newest_us_.load(std::memory_order_relaxed);
  while (newest < time_us && !newest_us_.compare_exchange_weak(newest, time_us)) {
  }
}

void Metrics::Measure(absl::Time now) {
  const std::int64_t newest = newest_us_.load(std::memory_order_relaxed);
  if (newest == 0) return;
  age_.Add({}).Set(absl::ToDoubleSeconds(now - absl::FromUnixMicros(newest)));
}

}  // namespace tancua::statistics
