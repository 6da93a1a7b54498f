#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"

namespace tancua::dossier::domain {

// ATTACHMENT_EMPTY or ATTACHMENT_TOO_LARGE.
[[nodiscard]] absl::Status CheckAttachmentSize(std::int64_t bytes, std::int64_t limit);

// ATTACHMENT_TYPE_REFUSED unless the content's `real` type is accepted and is what was `claimed`.
// An empty claim, and "application/octet-stream", claim nothing.
[[nodiscard]] absl::Status CheckAttachmentType(std::string_view real, std::string_view claimed);

}  // namespace tancua::dossier::domain
