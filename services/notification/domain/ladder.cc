#include "services/notification/domain/ladder.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/view.h"

namespace tancua::notification::domain {
namespace {

std::string ErrorOf(Rung rung, const Verdict& verdict) {
  return absl::StrCat(absl::AsciiStrToLower(View(Name(rung))), ".", verdict.code);
}

Step Failed(const Message& message, Outcome outcome, std::string error) {
  return {outcome, State::kFailed, message.rung, absl::UnixEpoch(), std::move(error)};
}

// Down to the next rung, or FAILED on the last.
Step FallBack(const LadderRules& rules, const Message& message, std::string error, absl::Time now) {
  if (message.rung == Rung::kSms || !rules.has_sms) {
    return Failed(message, Outcome::kFailed, std::move(error));
  }
  return {Outcome::kFellBack, State::kPending, Rung::kSms, now, std::move(error)};
}

// Until when the message's rung may keep it waiting.
absl::Time PatienceEnd(const LadderRules& rules, const Message& message) {
  if (message.rung == Rung::kSms || !rules.has_sms) return message.expire_time;
  return std::min(message.expire_time, message.create_time + rules.patience);
}

// Waits as `wait` says, unless that is later than `latest`: then down the ladder.
Step WaitOrFallBack(const LadderRules& rules, const Message& message, Step wait, absl::Time latest,
                    absl::Time now) {
  if (wait.due < latest) return wait;
  return FallBack(rules, message, std::move(wait.error), now);
}

}  // namespace

std::string_view Name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kSent:
      return "sent";
    case Outcome::kRetried:
      return "retried";
    case Outcome::kPostponed:
      return "postponed";
    case Outcome::kFellBack:
      return "fell_back";
    case Outcome::kFailed:
      return "failed";
    case Outcome::kExpired:
      return "expired";
    case Outcome::kReleased:
      break;
  }
  return "released";
}

absl::Duration RetryPause(const LadderRules& rules, int attempts, double uniform) {
  const int doublings = std::clamp(attempts, 1, 16);
  const absl::Duration widest =
      std::min(rules.longest_retry, rules.shortest_retry * (int64_t{1} << doublings));
  return rules.shortest_retry + (widest - rules.shortest_retry) * uniform;
}

Step NextStep(const LadderRules& rules, const Message& message, bool urgent, const Verdict& verdict,
              absl::Time now, double uniform) {
  const std::string error = ErrorOf(message.rung, verdict);
  const auto pending = [&](Outcome outcome, absl::Time due) {
    return Step{outcome, State::kPending, message.rung, due, error};
  };
  switch (verdict.action) {
    case Action::kSent:
      return {Outcome::kSent, State::kSent, message.rung, absl::UnixEpoch(), ""};
    case Action::kNotTried:
      return {Outcome::kReleased, State::kPending, message.rung, now, message.error};
    case Action::kFallBack:
    case Action::kFallBackAndAlarm:
      return FallBack(rules, message, error, now);
    case Action::kPostponeToMorning:
      // An SMS would wake the citizen no less: the night does not count as impatience.
      return WaitOrFallBack(rules, message, pending(Outcome::kPostponed, NextLocalHour(now, 6)),
                            message.expire_time, now);
    case Action::kPostponeToTomorrow:
      return WaitOrFallBack(rules, message, pending(Outcome::kPostponed, NextLocalHour(now, 0)),
                            PatienceEnd(rules, message), now);
    case Action::kRetry:
    case Action::kRefreshToken:
    case Action::kStop:
      break;
  }
  absl::Duration pause = RetryPause(rules, message.attempts, uniform);
  if (verdict.retry_after) pause = std::max(pause, *verdict.retry_after);
  const absl::Time due = urgent ? now + pause : rules.quiet_hours.NextAllowed(now + pause);
  return WaitOrFallBack(rules, message, pending(Outcome::kRetried, due),
                        PatienceEnd(rules, message), now);
}

std::optional<Step> RefuseToTry(const LadderRules& rules, const Message& message, bool urgent,
                                absl::Time now) {
  if (!message.readable) return Failed(message, Outcome::kFailed, "unreadable");
  if (message.phone.empty()) return Failed(message, Outcome::kFailed, "no_phone");
  if (now >= message.expire_time) {
    return Failed(message, Outcome::kExpired,
                  message.error.empty() ? "expired" : absl::StrCat("expired;", message.error));
  }
  if (const absl::Time allowed = rules.quiet_hours.NextAllowed(now); !urgent && allowed > now) {
    return Step{Outcome::kPostponed, State::kPending, message.rung, allowed, message.error};
  }
  return std::nullopt;
}

}  // namespace tancua::notification::domain
