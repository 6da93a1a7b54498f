#include "services/identity/metrics.h"

#include "absl/strings/ascii.h"
#include "common/status/error.h"

namespace tancua::identity {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds = {0.01, 0.03, 0.1, 0.3, 1, 3, 10};

// "2xx", "4xx", …, "none": the codes themselves would be unbounded labels.
std::string ClassOf(int code) {
  return code == 0 ? "none" : std::string(1, static_cast<char>('0' + code / 100 % 10)) + "xx";
}

}  // namespace

Metrics::Metrics(prometheus::Registry& registry)
    : verifications_(prometheus::BuildCounter()
                         .Name("tancua_identity_verifications_total")
                         .Help("Verifications by provider and outcome")
                         .Register(registry)),
      tokens_(prometheus::BuildCounter()
                  .Name("tancua_identity_tokens_issued_total")
                  .Help("Pairs of tokens by kind of person and by what was given for them")
                  .Register(registry)),
      refresh_refused_(prometheus::BuildCounter()
                           .Name("tancua_identity_refused_refreshes_total")
                           .Help("Refresh tokens refused, by reason")
                           .Register(registry)),
      provider_calls_(prometheus::BuildCounter()
                          .Name("tancua_identity_provider_calls_total")
                          .Help("Calls to identity providers by endpoint and class of status")
                          .Register(registry)),
      provider_seconds_(prometheus::BuildHistogram()
                            .Name("tancua_identity_provider_call_duration_seconds")
                            .Help("How long identity providers take to answer")
                            .Register(registry)),
      signing_key_start_(prometheus::BuildGauge()
                             .Name("tancua_identity_signing_key_start_timestamp_seconds")
                             .Help("Since when the key of access tokens signs, in seconds since "
                                   "1970; 0 for one key for ever")
                             .Register(registry)
                             .Add({})) {}

void Metrics::CountVerification(const std::string& provider, const std::string& outcome) {
  verifications_.Add({{"provider", provider}, {"outcome", outcome}}).Increment();
}

void Metrics::CountTokens(const char* kind, const char* grant) {
  tokens_.Add({{"kind", kind}, {"grant", grant}}).Increment();
}

void Metrics::CountRefreshRefused(const absl::Status& status) {
  refresh_refused_.Add({{"reason", OutcomeOf(status)}}).Increment();
}

void Metrics::ObserveProviderCall(const std::string& provider, const char* endpoint, int code,
                                  absl::Duration took) {
  // All classes, so that a share of them has a value before the first failure, and before the first
  // success.
  for (const int shown : {0, 200, 400, 500}) {
    provider_calls_.Add(
        {{"provider", provider}, {"endpoint", endpoint}, {"status", ClassOf(shown)}});
  }
  provider_calls_.Add({{"provider", provider}, {"endpoint", endpoint}, {"status", ClassOf(code)}})
      .Increment();
  provider_seconds_.Add({{"provider", provider}, {"endpoint", endpoint}}, kSeconds)
      .Observe(absl::ToDoubleSeconds(took));
}

void Metrics::SetSigningKeyStart(absl::Time start) {
  signing_key_start_.Set(
      start == absl::InfinitePast() ? 0 : static_cast<double>(absl::ToUnixSeconds(start)));
}

std::string OutcomeOf(const absl::Status& status) {
  if (status.ok()) return "completed";
  const auto described = status::Describe(status);
  return described ? absl::AsciiStrToLower(described->reason) : "internal";
}

}  // namespace tancua::identity
