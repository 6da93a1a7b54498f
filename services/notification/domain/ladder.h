#pragma once

#include <array>
#include <string>

#include "absl/time/time.h"
#include "services/notification/domain/message.h"
#include "services/notification/domain/quiet_hours.h"
#include "services/notification/domain/verdict.h"

namespace tancua::notification::domain {

// How patient the ladder is.
struct LadderRules {
  absl::Duration shortest_retry = absl::Seconds(15);
  absl::Duration longest_retry = absl::Minutes(15);
  // How long ZNS may keep a message waiting before SMS takes it: the law wants the citizen to
  // hear of a change at once.
  absl::Duration patience = absl::Hours(1);
  bool has_sms = true;
  QuietHours quiet_hours;
};

// What became of a message through one attempt; a metric label.
enum class Outcome { kSent, kRetried, kPostponed, kFellBack, kFailed, kExpired, kReleased };
inline constexpr std::array kOutcomes = {
    Outcome::kSent,   Outcome::kRetried, Outcome::kPostponed, Outcome::kFellBack,
    Outcome::kFailed, Outcome::kExpired, Outcome::kReleased,
};
[[nodiscard]] std::string_view Name(Outcome outcome);

// Where a message goes next.
struct Step {
  Outcome outcome;
  State state;
  Rung rung;
  absl::Time due;  // of a message that stays PENDING
  std::string error;
};

// Exponential between the shortest and the longest pause, spread by `uniform` in [0, 1): the
// pause after the first attempt is 15–30 s, after the second 15–60 s, at last 15 s – 15 min.
[[nodiscard]] absl::Duration RetryPause(const LadderRules& rules, int attempts, double uniform);

// The step after `verdict` on the attempt that `message` counts already.
[[nodiscard]] Step NextStep(const LadderRules& rules, const Message& message, bool urgent,
                            const Verdict& verdict, absl::Time now, double uniform);

// Whether a claimed message may be tried at `now`: nullopt when it may, else where it goes.
[[nodiscard]] std::optional<Step> RefuseToTry(const LadderRules& rules, const Message& message,
                                              bool urgent, absl::Time now);

}  // namespace tancua::notification::domain
