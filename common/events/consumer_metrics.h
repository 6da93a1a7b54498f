#pragma once

#include <string>

#include "common/events/delivery.h"
#include "prometheus/counter.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"

namespace tancua::events {

// What the consumer of one group tells Prometheus.
class ConsumerMetrics {
 public:
  ConsumerMetrics(prometheus::Registry& registry, std::string group)
      : group_(std::move(group)),
        handled_(prometheus::BuildCounter()
                     .Name("tancua_events_handled_total")
                     .Help("Events by what became of them.")
                     .Register(registry)),
        lag_(prometheus::BuildGauge()
                 .Name("tancua_events_lag_seconds")
                 .Help("How long the oldest event that is not applied has been in its stream.")
                 .Register(registry)),
        retries_(prometheus::BuildGauge()
                     .Name("tancua_events_retry_events")
                     .Help("Events that wait for another try.")
                     .Register(registry)),
        dead_letters_(prometheus::BuildGauge()
                          .Name("tancua_events_dead_letters")
                          .Help("Events that were given up and wait for an operator.")
                          .Register(registry)
                          .Add({{"group", group_}})) {}

  // `outcome`: applied, duplicate, ignored, failed, dead.
  void Handled(const std::string& source, Outcome outcome, int events) {
    handled_.Add({{"group", group_}, {"source", source}, {"outcome", Label(outcome)}})
        .Increment(events);
  }
  void SetLag(const std::string& source, int shard, double seconds) {
    lag_.Add(StreamLabels(source, shard)).Set(seconds);
  }
  void SetRetries(const std::string& source, int shard, double events) {
    retries_.Add(StreamLabels(source, shard)).Set(events);
  }
  void SetDeadLetters(double letters) { dead_letters_.Set(letters); }

  static const char* Label(Outcome outcome) {
    switch (outcome) {
      case Outcome::kApplied:
        return "applied";
      case Outcome::kDuplicate:
        return "duplicate";
      case Outcome::kIgnored:
        return "ignored";
      case Outcome::kDead:
        return "dead";
      default:
        return "failed";
    }
  }

 private:
  [[nodiscard]] prometheus::Labels StreamLabels(const std::string& source, int shard) const {
    return {{"group", group_}, {"source", source}, {"shard", std::to_string(shard)}};
  }

  const std::string group_;
  prometheus::Family<prometheus::Counter>& handled_;
  prometheus::Family<prometheus::Gauge>& lag_;
  prometheus::Family<prometheus::Gauge>& retries_;
  prometheus::Gauge& dead_letters_;
};

}  // namespace tancua::events
