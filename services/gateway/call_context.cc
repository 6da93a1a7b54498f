#include "services/gateway/call_context.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/numbers.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "common/trace/span.h"

namespace tancua::gateway {
namespace {

constexpr std::size_t kMaxRequestId = 128;

// What gRPC metadata can carry.
bool IsPrintable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

absl::StatusOr<absl::Duration> TimeoutOf(const http::Request& request, absl::Duration usual,
                                         absl::Duration longest) {
  const std::string_view text = request.header("x-request-timeout");
  if (text.empty()) return usual;
  double seconds = 0;
  if (!absl::SimpleAtod(View(text), &seconds) || !std::isfinite(seconds) || seconds <= 0) {
    return status::Error(status::kInvalidField, {.field = "X-Request-Timeout"});
  }
  return std::min(absl::Seconds(seconds), longest);
}

}  // namespace

absl::StatusOr<CallContext> ReadCallContext(const http::Request& request, const Clock& clock,
                                            absl::Duration timeout, absl::Duration max_timeout) {
  CallContext context;
  ASSIGN_OR_RETURN(const absl::Duration wait, TimeoutOf(request, timeout, max_timeout));
  context.deadline = clock.Now() + wait;
  if (const auto authorization = request.header("authorization"); !authorization.empty()) {
    if (!IsPrintable(authorization)) return status::Error(status::kTokenInvalid);
    context.metadata.emplace("authorization", authorization);
  }
  if (const trace::Span* span = trace::Current()) {
    context.metadata.emplace("traceparent", span->traceparent());
  }
  if (const auto thumbprint = request.client_certificate_thumbprint(); !thumbprint.empty()) {
    context.metadata.emplace(rpc::kClientCertificateThumbprint, thumbprint);
  }
  const auto id = request.header("x-request-id");
  if (!id.empty() && id.size() <= kMaxRequestId && IsPrintable(id)) {
    context.metadata.emplace("x-request-id", id);
  }
  return context;
}

}  // namespace tancua::gateway
