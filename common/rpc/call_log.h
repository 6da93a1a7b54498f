#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/rpc/call.h"
#include "common/rpc/service.h"
#include "google/protobuf/message.h"

namespace tancua::rpc {

// One line for a call that was answered with `status`: what was called, by what kind of caller,
// about which ward and dossier, and how it went; nothing about persons. `request` is null for a
// stream of requests.
void LogCall(const Method& method, const Call& call, const google::protobuf::Message* request,
             const absl::Status& status, absl::Duration took);

}  // namespace tancua::rpc
