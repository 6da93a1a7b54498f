#include "services/statistics/metrics.h"

#include <numeric>

namespace tancua::statistics {
namespace {

using prometheus::Gauge;

prometheus::Family<Gauge>& Family(prometheus::Registry& registry, const char* name,
                                  const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

std::int64_t Returned(const domain::Counts& counts) {
  std::int64_t returned = 0;
  for (std::size_t i = 0; i < domain::kStates.size(); ++i) {
    if (domain::kStates[i] == "RETURNED") returned = counts.by_state[i];
  }
  return returned;
}

void Set(prometheus::Family<Gauge>& family, const prometheus::Labels& labels, std::int64_t value) {
  family.Add(labels).Set(static_cast<double>(value));
}

}  // namespace

Metrics::Metrics(prometheus::Registry& registry)
    : age_(Family(registry, "tancua_statistics_newest_event_age_seconds",
                  "Time since the newest event counted here: the lag while events come in")),
      open_(Family(registry, "tancua_statistics_open_dossiers",
                   "Dossiers of a ward that are being handled: any, due_soon (within a day), "
                   "overdue")),
      received_(Family(registry, "tancua_statistics_received_dossiers",
                       "Dossiers that a ward received in the last 30 days")),
      finished_(Family(registry, "tancua_statistics_finished_dossiers",
                       "Those of them that are finished: on_time, late, undated (without a due "
                       "time)")),
      returned_(Family(registry, "tancua_statistics_returned_dossiers",
                       "Those of them whose result was returned: these are asked to rate")),
      answers_(Family(registry, "tancua_statistics_survey_answers",
                      "Ratings of the dossiers received in the last 30 days: any, satisfied (4 or "
                      "5)")) {}

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

void Metrics::SetOpen(const std::string& ward, const store::OpenDossiers& open) {
  Set(open_, {{"ward", ward}, {"term", "any"}}, open.all);
  Set(open_, {{"ward", ward}, {"term", "due_soon"}}, open.due_soon);
  Set(open_, {{"ward", ward}, {"term", "overdue"}}, open.overdue);
}

void Metrics::SetRecent(const std::string& ward, const domain::Counts& counts) {
  Set(received_, {{"ward", ward}},
      std::accumulate(counts.by_state.begin(), counts.by_state.end(), std::int64_t{0}));
  Set(finished_, {{"ward", ward}, {"outcome", "on_time"}}, counts.on_time);
  Set(finished_, {{"ward", ward}, {"outcome", "late"}}, counts.late);
  Set(finished_, {{"ward", ward}, {"outcome", "undated"}}, counts.undated);
  Set(returned_, {{"ward", ward}}, Returned(counts));
  Set(answers_, {{"ward", ward}, {"rating", "any"}}, counts.answers);
  Set(answers_, {{"ward", ward}, {"rating", "satisfied"}}, counts.satisfied);
}

}  // namespace tancua::statistics
