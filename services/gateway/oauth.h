#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "common/http/server.h"
#include "google/protobuf/message.h"

// What endpoints with the option tancua.rest.v1.oauth do differently: they take a form and answer
// errors as OAuth 2.0 clients read them.
namespace tancua::gateway {

// Fields of the same names get the parameters of an application/x-www-form-urlencoded body. Unknown
// parameters are ignored and empty ones count as absent (RFC 6749, 3.2). REQUEST_MALFORMED, or
// FIELD_REPEATED for a parameter that comes twice.
[[nodiscard]] absl::Status FillFromForm(std::string_view body, google::protobuf::Message& request);

// The answer of RFC 6749, 5.2: {"error", "error_description"}, and beside it the reason and text
// that every other error has. 401 with a challenge for invalid_client, 400 for other faults of the
// client.
[[nodiscard]] http::Response OAuthErrorResponse(const absl::Status& error,
                                                std::string_view error_id);

}  // namespace tancua::gateway
