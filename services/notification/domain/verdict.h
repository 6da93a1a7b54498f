#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"

namespace tancua::notification::domain {

// What a provider's answer means for a message.
enum class Action {
  kSent,                // accepted; also "I have this tracking id already"
  kRetry,               // a passing trouble
  kRefreshToken,        // the access token is stale: refresh it once, then try again
  kPostponeToMorning,   // not allowed at night
  kPostponeToTomorrow,  // today's quota is spent
  kFallBack,            // this person cannot be reached by this rung
  kFallBackAndAlarm,    // this text cannot go by this rung until someone mends it
  kStop,                // nothing can go by this provider until someone mends it
  kNotTried,            // the sender ran out of time before this message
};

// The outcome of one attempt.
struct Verdict {
  Action action = Action::kNotTried;
  std::string code = {};                           // the provider's: "-118", "http_503"
  std::optional<absl::Duration> retry_after = {};  // the provider's wish
  int segments = 0;                                // SMS parts that were paid for
};

// Error codes of Zalo's ZNS endpoint.
[[nodiscard]] Action ClassifyZns(int error);
// CodeResult of eSMS.
[[nodiscard]] Action ClassifyEsms(int code);
// nullopt for 2xx: the body decides.
[[nodiscard]] std::optional<Action> ClassifyHttp(int status);

}  // namespace tancua::notification::domain
