#pragma once

#include <string>

#include "absl/time/time.h"
#include "common/events/relay_store.h"
#include "prometheus/counter.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"

namespace tancua::events {

// What the relay of one service tells Prometheus.
class RelayMetrics {
 public:
  RelayMetrics(prometheus::Registry& registry, const std::string& service)
      : published(Counter(registry, service, "tancua_events_published_total",
                          "Events written into streams, repetitions included.")),
        republished(Counter(registry, service, "tancua_events_republished_total",
                            "Events written again because Redis had lost data.")),
        refills(Counter(registry, service, "tancua_events_refills_total",
                        "How often Redis was found to have lost data.")),
        backlog_(Gauge(registry, service, "tancua_events_outbox_backlog_events",
                       "Events in the outbox that are not known to be in Redis.")),
        oldest_(Gauge(registry, service, "tancua_events_outbox_lag_seconds",
                      "Age of the oldest of them; 0 without any.")) {}

  void SetBacklog(const RelayStore::Backlog& backlog, absl::Time now) {
    backlog_.Set(static_cast<double>(backlog.events));
    oldest_.Set(backlog.oldest ? absl::ToDoubleSeconds(now - *backlog.oldest) : 0);
  }

  prometheus::Counter& published;
  prometheus::Counter& republished;
  prometheus::Counter& refills;

 private:
  static prometheus::Counter& Counter(prometheus::Registry& registry, const std::string& service,
                                      const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add(
        {{"service", service}});
  }
  static prometheus::Gauge& Gauge(prometheus::Registry& registry, const std::string& service,
                                  const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add(
        {{"service", service}});
  }

  prometheus::Gauge& backlog_;
  prometheus::Gauge& oldest_;
};

}  // namespace tancua::events
