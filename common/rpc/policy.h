#pragma once

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace tancua::rpc {

// The policy of a method; the default instance when it has none.
[[nodiscard]] const policy::v1::Policy& PolicyOf(const google::protobuf::MethodDescriptor& method);

// OK when `policy` lets `caller` make `request` (null for a stream of requests):
// UNAUTHENTICATED, ACTOR_NOT_ALLOWED, ROLE_MISSING, SCOPE_MISSING, LEVEL_TOO_LOW,
// ASSISTED_NOT_ALLOWED or OTHER_WARD.
[[nodiscard]] absl::Status Authorize(const policy::v1::Policy& policy, const Caller& caller,
                                     const google::protobuf::Message* request);

}  // namespace tancua::rpc
