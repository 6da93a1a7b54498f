#pragma once

#include "absl/time/time.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"
#include "services/identity/store/breaches.h"
#include "services/identity/store/data_requests.h"

namespace tancua::identity {

// What operators see of the duties towards persons. Gauges are of the database: take the maximum
// over replicas.
class PrivacyMetrics {
 public:
  explicit PrivacyMetrics(prometheus::Registry& registry);

  // `change`: "granted" or "withdrawn".
  void CountConsent(const std::string& purpose, const char* change);
  // `state`: the state that a request came to, in lower case.
  void CountDataRequest(std::string_view type, std::string_view state);
  void Set(const store::DataRequestLoad& load);
  void Set(const store::OpenBreaches& open, absl::Time now);

 private:
  prometheus::Family<prometheus::Counter>& consents_;
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Gauge>& request_load_;
  prometheus::Gauge& erasing_;
  prometheus::Gauge& open_breaches_;
  prometheus::Gauge& breach_notice_left_;
};

}  // namespace tancua::identity
