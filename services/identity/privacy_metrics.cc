#include "services/identity/privacy_metrics.h"

#include <limits>

#include "absl/strings/ascii.h"
#include "common/status/view.h"

namespace tancua::identity {
namespace {

prometheus::Gauge& OneGauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

PrivacyMetrics::PrivacyMetrics(prometheus::Registry& registry)
    : consents_(prometheus::BuildCounter()
                    .Name("tancua_identity_consents_total")
                    .Help("Consents by purpose, granted and withdrawn")
                    .Register(registry)),
      requests_(prometheus::BuildCounter()
                    .Name("tancua_identity_data_requests_total")
                    .Help("Requests about personal data by type and by the state they came to")
                    .Register(registry)),
      request_load_(prometheus::BuildGauge()
                        .Name("tancua_identity_open_data_requests")
                        .Help("Open requests: all, due within three days, overdue")
                        .Register(registry)),
      erasing_(OneGauge(registry, "tancua_identity_open_erasures",
                        "Services that have not completed a granted erasure")),
      open_breaches_(OneGauge(registry, "tancua_identity_open_breaches",
                              "Breaches of which the authority was not notified")),
      breach_notice_left_(
          OneGauge(registry, "tancua_identity_breach_notice_left_seconds",
                   "Time until the first notice of a breach is due; NaN when none is")) {}

void PrivacyMetrics::CountConsent(const std::string& purpose, const char* change) {
  consents_.Add({{"purpose", purpose}, {"change", change}}).Increment();
}

void PrivacyMetrics::CountDataRequest(std::string_view type, std::string_view state) {
  requests_
      .Add({{"type", absl::AsciiStrToLower(View(type))},
            {"state", absl::AsciiStrToLower(View(state))}})
      .Increment();
}

void PrivacyMetrics::Set(const store::DataRequestLoad& load) {
  request_load_.Add({{"term", "any"}}).Set(static_cast<double>(load.open));
  request_load_.Add({{"term", "due_soon"}}).Set(static_cast<double>(load.due_soon));
  request_load_.Add({{"term", "overdue"}}).Set(static_cast<double>(load.overdue));
  erasing_.Set(static_cast<double>(load.erasing));
}

void PrivacyMetrics::Set(const store::OpenBreaches& open, absl::Time now) {
  open_breaches_.Set(static_cast<double>(open.count));
  breach_notice_left_.Set(open.first_due ? absl::ToDoubleSeconds(*open.first_due - now)
                                         : std::numeric_limits<double>::quiet_NaN());
}

}  // namespace tancua::identity
