#include "services/notification/workers/sender.h"

#include <array>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "common/trace/span.h"

namespace tancua::notification {
namespace {

using domain::Action;

// Two calls and a token renewal in between, and some room.
constexpr int kTimeoutsInOneTry = 3;

void CountAll(Metrics& metrics, std::string_view provider, domain::Rung rung,
              const std::vector<store::Settled>& batch) {
  std::array<int, domain::kOutcomes.size()> counts{};
  for (const store::Settled& settled : batch) ++counts[static_cast<int>(settled.step.outcome)];
  for (const domain::Outcome outcome : domain::kOutcomes) {
    if (const int count = counts[static_cast<int>(outcome)]; count > 0) {
      metrics.CountOutcomes(provider, rung, outcome, count);
    }
  }
}

void LogAttempt(const domain::Message& message, std::string_view provider,
                const domain::Verdict& verdict, absl::Duration took) {
  log::Often("notification.attempt",
             {{"message", message.id},
              {"template", message.template_id},
              {"ward", message.ward},
              {"dossier", log::LoggedName(absl::StrCat("dossiers/", message.facts.dossier))},
              {"provider", provider},
              {"attempts", message.attempts},
              {"sent", verdict.action == Action::kSent},
              {"code", verdict.code},
              {"took_us", absl::ToInt64Microseconds(took)}});
}

}  // namespace

absl::StatusOr<int> Sender::RunOnce() {
  const absl::Time now = parts_.clock.Now();
  const int admitted = parts_.circuit.Admit(parts_.provider.batch_size(), now);
  if (admitted == 0) return PassOnWhileOpen(now);
  ASSIGN_OR_RETURN(const auto messages,
                   parts_.store.Claim(parts_.rung, admitted, now, now + parts_.lease));
  if (messages.empty()) return 0;

  const absl::Time give_up = now + parts_.lease - kTimeoutsInOneTry * parts_.timeout;
  std::vector<store::Settled> batch;
  batch.reserve(messages.size());
  for (const domain::Message& message : messages) {
    batch.push_back({message.id, message.attempts, Try(message, give_up)});
  }
  ASSIGN_OR_RETURN(const int ours, parts_.store.Record(batch, parts_.clock.Now()));
  CountAll(parts_.metrics, parts_.provider.name(), parts_.rung, batch);
  return ours;
}

absl::StatusOr<int> Sender::PassOnWhileOpen(absl::Time now) {
  if (parts_.rung == domain::Rung::kSms || !parts_.rules.has_sms) return 0;
  ASSIGN_OR_RETURN(const int passed, parts_.store.PassToSms(now - parts_.rules.patience, now,
                                                            parts_.provider.batch_size()));
  if (passed > 0) {
    parts_.metrics.CountOutcomes(parts_.provider.name(), parts_.rung, domain::Outcome::kFellBack,
                                 passed);
  }
  return passed;
}

domain::Step Sender::Try(const domain::Message& message, absl::Time give_up) {
  const absl::Time now = parts_.clock.Now();
  const domain::Template* tmpl =
      parts_.catalogue.ById(message.template_id, message.template_version);
  if (tmpl == nullptr) {
    return {domain::Outcome::kFailed, domain::State::kFailed, message.rung, now, "no_template"};
  }
  if (auto refused = RefuseToTry(parts_.rules, message, tmpl->urgent, now)) return *refused;
  const domain::Verdict verdict = Call(message, *tmpl, give_up);
  return NextStep(parts_.rules, message, tmpl->urgent, verdict, parts_.clock.Now(),
                  parts_.uniform());
}

domain::Verdict Sender::Call(const domain::Message& message, const domain::Template& tmpl,
                             absl::Time give_up) {
  const absl::Time start = parts_.clock.Now();
  if (start >= give_up || parts_.circuit.state() == domain::Circuit::State::kOpen) return {};
  const trace::Scope scope(trace::Span::Under(message.traceparent));
  domain::Verdict verdict = parts_.provider.Send(message, tmpl);
  const absl::Time end = parts_.clock.Now();
  LogAttempt(message, parts_.provider.name(), verdict, end - start);
  parts_.metrics.ObserveCall(parts_.provider.name(), end - start);
  parts_.metrics.CountSegments(verdict.segments);
  Learn(verdict, end);
  return verdict;
}

void Sender::Learn(const domain::Verdict& verdict, absl::Time now) {
  const absl::Cleanup show = [this] {
    parts_.metrics.SetCircuit(parts_.provider.name(), parts_.circuit.state());
  };
  switch (verdict.action) {
    case Action::kRetry:
    case Action::kRefreshToken:
      parts_.circuit.Failed(now);
      return;
    case Action::kStop:
      parts_.circuit.Stop(now);
      break;
    case Action::kFallBackAndAlarm:
      parts_.circuit.Succeeded();
      break;
    default:
      parts_.circuit.Succeeded();
      return;
  }
  parts_.metrics.CountAlarm(parts_.provider.name());
  log::Error("notification.provider_refuses",
             {{"provider", parts_.provider.name()}, {"code", verdict.code}});
}

}  // namespace tancua::notification
