#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "common/http/client.h"
#include "services/notification/domain/verdict.h"

namespace tancua::notification {

// The verdict on an answer that says nothing itself: none at all, or a status that is no
// success. nullopt when the body decides.
[[nodiscard]] std::optional<domain::Verdict> VerdictOnTransport(
    const absl::StatusOr<http::ClientResponse>& answer);

// For a body that is not what the provider's documents promise.
[[nodiscard]] domain::Verdict VerdictOnGarbage();

// "+84903123456" → "84903123456", the form that both providers take.
[[nodiscard]] std::string WithoutPlus(std::string_view e164);

}  // namespace tancua::notification
