#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace tancua::rpc {

// A status as gRPC carries it beside the code: google.rpc.Status with ErrorInfo,
// LocalizedMessage, BadRequest and RetryInfo, serialised ("grpc-status-details-bin").
[[nodiscard]] std::string EncodeDetails(const absl::Status& status);
// The other way round: the status that status::Error had made.
[[nodiscard]] absl::Status DecodeDetails(absl::StatusCode code, std::string_view message,
                                         std::string_view details);

}  // namespace tancua::rpc
