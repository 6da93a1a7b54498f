#pragma once

#include "absl/status/statusor.h"
#include "nlohmann/json.hpp"
#include "services/identity/config.h"

namespace tancua::identity::oidc {

// True when `answer` has the shape {data, key}.
[[nodiscard]] bool IsWrapped(const nlohmann::json& answer);

// The JSON object inside: `key` is an AES key wrapped with our RSA public key, `data` the object
// encrypted with it, both in base64. IDENTITY_REFUSED with cause wrapped_answer when it does not
// open.
[[nodiscard]] absl::StatusOr<nlohmann::json> Unwrap(const nlohmann::json& answer,
                                                    const WrappingConfig& config);

}  // namespace tancua::identity::oidc
