#include "services/identity/oauth/metrics.h"

#include "absl/strings/ascii.h"
#include "common/status/error.h"

namespace tancua::identity::oauth {
namespace {

// The reason, and for a client that did not prove itself the cause; both are bounded.
std::string ReasonOf(const absl::Status& status) {
  const auto described = status::Describe(status);
  if (!described) return "internal";
  std::string reason = absl::AsciiStrToLower(described->reason);
  for (const auto& [key, value] : described->detail.metadata) {
    if (key == "cause") reason += ": " + value;
  }
  return reason;
}

}  // namespace

Metrics::Metrics(prometheus::Registry& registry)
    : issued_(prometheus::BuildCounter()
                  .Name("tancua_identity_oauth_tokens_issued_total")
                  .Help("Tokens issued to partners, by grant and by how the client proved itself")
                  .Register(registry)),
      refused_(prometheus::BuildCounter()
                   .Name("tancua_identity_oauth_refused_requests_total")
                   .Help("OAuth requests refused, by endpoint and reason")
                   .Register(registry)),
      revocations_(prometheus::BuildCounter()
                       .Name("tancua_identity_revocations_total")
                       .Help("Revocations by what was revoked")
                       .Register(registry)) {}

void Metrics::CountIssued(const std::string& grant, const std::string& method) {
  issued_.Add({{"grant", grant}, {"method", method}}).Increment();
}

void Metrics::CountRefused(const char* endpoint, const absl::Status& status) {
  refused_.Add({{"endpoint", endpoint}, {"reason", ReasonOf(status)}}).Increment();
}

void Metrics::CountRevocation(const char* kind) { revocations_.Add({{"kind", kind}}).Increment(); }

}  // namespace tancua::identity::oauth
