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
                    .Help("What attempts made of messages, by provider and rung")
                    .Register(registry)),
      alarms_(BuildCounter()
                  .Name("tancua_notification_alarms_total")
                  .Help("Refusals that a person must mend at the provider")
                  .Register(registry)),
      calls_(BuildHistogram()
                 .Name("tancua_notification_provider_call_duration_seconds")
                 .Help("How long a provider took to answer one attempt")
                 .Register(registry)),
      depth_(BuildGauge()
                 .Name("tancua_notification_queue_messages")
                 .Help("Messages that wait to be sent, by rung")
                 .Register(registry)),
      age_(BuildGauge()
               .Name("tancua_notification_queue_lag_seconds")
               .Help("Age of the oldest message that waits; 0 when none does")
               .Register(registry)),
      circuit_(
          BuildGauge()
              .Name("tancua_notification_circuit_state")
              .Help("Whether a provider is used: 0 closed, it is; 1 probing; 2 open, it is not")
              .Register(registry)),
      token_expiry_(BuildGauge()
                        .Name("tancua_notification_token_expiry_timestamp_seconds")
                        .Help("When the access token of a provider expires, in seconds since 1970")
                        .Register(registry)),
      segments_(BuildCounter()
                    .Name("tancua_notification_sms_segments_total")
                    .Help("SMS parts that were sent, which is what is paid for")
                    .Register(registry)
                    .Add({})) {}

void Metrics::AddProvider(std::string_view provider, domain::Rung rung) {
  for (const domain::Outcome outcome : domain::kOutcomes) CountOutcomes(provider, rung, outcome, 0);
  alarms_.Add({{"provider", std::string(provider)}});
  SetCircuit(provider, domain::Circuit::State::kClosed);
}

void Metrics::CountOutcomes(std::string_view provider, domain::Rung rung, domain::Outcome outcome,
                            int messages) {
  messages_
      .Add({{"provider", std::string(provider)},
            {"rung", std::string(Name(rung))},
            {"outcome", std::string(Name(outcome))}})
      .Increment(messages);
}

void Metrics::CountSegments(int segments) {
  if (segments > 0) segments_.Increment(segments);
}

void Metrics::CountAlarm(std::string_view provider) {
  alarms_.Add({{"provider", std::string(provider)}}).Increment();
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

void Metrics::SetTokenExpiry(std::string_view provider, absl::Time expiry) {
  token_expiry_.Add({{"provider", std::string(provider)}})
      .Set(static_cast<double>(absl::ToUnixSeconds(expiry)));
}

void Metrics::SetCircuit(std::string_view provider, domain::Circuit::State state) {
  circuit_.Add({{"provider", std::string(provider)}}).Set(Number(state));
}

}  // namespace tancua::notification
