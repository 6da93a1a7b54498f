#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "common/http/server.h"
#include "google/protobuf/descriptor.h"

namespace tancua::gateway {

// The HTTP status of an error: by its code, as google.rpc.Code says; 405, 413 and 415 for the
// gateway's own refusals that have one.
[[nodiscard]] int HttpStatus(const absl::Status& error);

// The id under which the service has logged the error; "" when it brings none.
[[nodiscard]] std::string ErrorId(const absl::Status& error);

// The one error body. `request`, when known, tells how the caller spells the field.
[[nodiscard]] http::Response ErrorResponse(const absl::Status& error,
                                           const google::protobuf::Descriptor* request,
                                           std::string_view error_id);

// "applicant.display_name" as JSON spells it: "applicant.displayName". What lies inside a
// Struct, and what is no field, stays as it is.
[[nodiscard]] std::string JsonFieldPath(const google::protobuf::Descriptor& request,
                                        std::string_view path);

}  // namespace tancua::gateway
