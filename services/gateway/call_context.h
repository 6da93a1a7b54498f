#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/http/server.h"
#include "common/rpc/call.h"
#include "services/gateway/config.h"

namespace tancua::gateway {

// What a call takes along from its HTTP request.
struct CallContext {
  rpc::Metadata metadata;  // authorization, traceparent of the current step, x-request-id
  absl::Time deadline;
};

// `timeout` holds unless the caller sends X-Request-Timeout, in seconds. INVALID_FIELD when a
// header cannot be passed on.
[[nodiscard]] absl::StatusOr<CallContext> ReadCallContext(const http::Request& request,
                                                          const Clock& clock,
                                                          absl::Duration timeout,
                                                          absl::Duration max_timeout);

}  // namespace tancua::gateway
