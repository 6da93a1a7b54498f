#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"
#include "services/notification/domain/circuit.h"
#include "services/notification/domain/ladder.h"
#include "services/notification/store/store.h"

namespace tancua::notification {

// What the service counts. Thread-safe.
class Metrics {
 public:
  explicit Metrics(prometheus::Registry& registry);

  // Shows the counts of a provider before there are any: an increase from nothing is none.
  void AddProvider(std::string_view provider, domain::Rung rung);
  void CountOutcomes(std::string_view provider, domain::Rung rung, domain::Outcome outcome,
                     int messages);
  void CountSegments(int segments);
  // Someone must mend something at the provider; the log tells the code.
  void CountAlarm(std::string_view provider);
  void ObserveCall(std::string_view provider, absl::Duration took);
  void SetBacklog(const std::vector<store::Backlog>& backlogs, absl::Time now);
  // When the access token of a provider stops working.
  void SetTokenExpiry(std::string_view provider, absl::Time expiry);
  void SetCircuit(std::string_view provider, domain::Circuit::State state);

 private:
  prometheus::Family<prometheus::Counter>& messages_;
  prometheus::Family<prometheus::Counter>& alarms_;
  prometheus::Family<prometheus::Histogram>& calls_;
  prometheus::Family<prometheus::Gauge>& depth_;
  prometheus::Family<prometheus::Gauge>& age_;
  prometheus::Family<prometheus::Gauge>& circuit_;
  prometheus::Family<prometheus::Gauge>& token_expiry_;
  prometheus::Counter& segments_;
};

}  // namespace tancua::notification
