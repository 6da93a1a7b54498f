#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"

namespace tancua::identity {

// What operators see of sign-ins.
class Metrics {
 public:
  explicit Metrics(prometheus::Registry& registry);

  // `outcome`: "created", "completed", or the reason of a refusal.
  void CountVerification(const std::string& provider, const std::string& outcome);
  // `kind`: "citizen" or "officer"; `grant`: "verification" or "refresh".
  void CountTokens(const char* kind, const char* grant);
  void CountRefreshRefused(const absl::Status& status);
  // `code`: the HTTP status, 0 when there was no answer.
  void ObserveProviderCall(const std::string& provider, const char* endpoint, int code,
                           absl::Duration took);
  // Since when the key signs that signs now; InfinitePast for one key for ever.
  void SetSigningKeyStart(absl::Time start);

 private:
  prometheus::Family<prometheus::Counter>& verifications_;
  prometheus::Family<prometheus::Counter>& tokens_;
  prometheus::Family<prometheus::Counter>& refresh_refused_;
  prometheus::Family<prometheus::Counter>& provider_calls_;
  prometheus::Family<prometheus::Histogram>& provider_seconds_;
  prometheus::Gauge& signing_key_start_;
};

// "completed" for OK, the business reason in lower case, or "internal".
[[nodiscard]] std::string OutcomeOf(const absl::Status& status);

}  // namespace tancua::identity
