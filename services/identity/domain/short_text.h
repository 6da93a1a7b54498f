#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace tancua::identity::domain {

// `text` in NFC without blanks around it; INVALID_FIELD in `field` unless it has 1 to `most` code
// points.
[[nodiscard]] absl::StatusOr<std::string> CheckShortText(std::string_view text, std::size_t most,
                                                         const char* field);

}  // namespace tancua::identity::domain
