#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace tancua::dossier::blobs {

// As much of a file's beginning as MimeTypeOf looks at.
inline constexpr std::size_t kMimeTypeBytes = 64 * 1024;

// The MIME type of a file by its beginning, whatever its name or header says: "application/pdf".
// INTERNAL when libmagic's data are not installed. Thread-safe.
[[nodiscard]] absl::StatusOr<std::string> MimeTypeOf(std::string_view beginning);

}  // namespace tancua::dossier::blobs
