#include "services/statistics/metrics.h"

#include "common/status/macros.h"
#include "services/statistics/store/report.h"

namespace tancua::statistics {
namespace {

prometheus::Gauge& AddGauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

Metrics::Metrics(prometheus::Registry& registry)
    : events_(AddGauge(registry, "tancua_statistics_applied_events",
                       "Events counted since the database was made, all wards")),
      age_(AddGauge(registry, "tancua_statistics_newest_event_age_seconds",
                    "Time since the newest counted event: the lag while events come in")) {}

absl::StatusOr<int> Metrics::Measure(Deps& deps) {
  ASSIGN_OR_RETURN(const store::Progress progress, deps.database.Read(store::ReadTotalProgress));
  events_.Set(static_cast<double>(progress.events));
  if (progress.last_event_time) {
    age_.Set(absl::ToDoubleSeconds(deps.clock.Now() - *progress.last_event_time));
  }
  return 0;
}

}  // namespace tancua::statistics
