#include "services/notification/metrics.h"

namespace tancua::notification {
namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;

const prometheus::Histogram::BucketBoundaries kCallSeconds{0.005, 0.02, 0.05, 0.1, 0.2,
                                                           0.5,   1,    2,    5,   10};

double Number(domain::Circuit::State state) {
  switch (state) {
    case domain::Circuit::State::kClosed:
      return 0;
    case domain::Circuit::State::kHalfOpen:
      return 1;
    case domain::Circuit::State::kOpen:
      break;
  }
  return 2;
}

}  // namespace

Metrics::Metrics(prometheus::Registry& registry)
    : messages_(BuildCounter()
                    .Name("tancua_notification_messages_total")
                    .Help("What attempts made of messages")
                    .Register(registry)),
      alarms_(BuildCounter()
                  .Name("tancua_notification_alarms_total")
                  .Help("Refusals that a person must mend at the provider")
                  .Register(registry)),
      calls_(BuildHistogram()
                 .Name("tancua_notification_provider_seconds")
                 .Help("How long one attempt took")
                 .Register(registry)),
      depth_(BuildGauge()
                 .Name("tancua_notification_queue_depth")
                 .Help("Messages that wait")
                 .Register(registry)),
      age_(BuildGauge()
               .Name("tancua_notification_oldest_pending_age_seconds")
               .Help("Age of the oldest message that waits; 0 when none does")
               .Register(registry)),
      circuit_(BuildGauge()
                   .Name("tancua_notification_circuit_state")
                   .Help("0 closed, 1 probing, 2 open")
                   .Register(registry)),
      segments_(BuildCounter()
                    .Name("tancua_notification_sms_segments_total")
                    .Help("SMS parts that were sent, which is what is paid for")
                    .Register(registry)
                    .Add({})) {}

void Metrics::CountOutcomes(std::string_view provider, domain::Outcome outcome, int messages) {
  if (messages == 0) return;
  messages_.Add({{"provider", std::string(provider)}, {"outcome", std::string(Name(outcome))}})
      .Increment(messages);
}

void Metrics::CountSegments(int segments) {
  if (segments > 0) segments_.Increment(segments);
}

void Metrics::CountAlarm(std::string_view provider, const std::string& code) {
  alarms_.Add({{"provider", std::string(provider)}, {"code", code}}).Increment();
}

void Metrics::ObserveCall(std::string_view provider, absl::Duration took) {
  calls_.Add({{"provider", std::string(provider)}}, kCallSeconds)
      .Observe(absl::ToDoubleSeconds(took));
}

void Metrics::SetBacklog(const std::vector<store::Backlog>& backlogs, absl::Time now) {
  for (const store::Backlog& backlog : backlogs) {
    const prometheus::Labels labels{{"rung", std::string(Name(backlog.rung))}};
    depth_.Add(labels).Set(static_cast<double>(backlog.pending));
    age_.Add(labels).Set(backlog.oldest ? absl::ToDoubleSeconds(now - *backlog.oldest) : 0);
  }
}

void Metrics::SetCircuit(std::string_view provider, domain::Circuit::State state) {
  circuit_.Add({{"provider", std::string(provider)}}).Set(Number(state));
}

}  // namespace tancua::notification
