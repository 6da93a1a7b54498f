#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/identity/export/document.h"

namespace tancua::identity::exporting {

// A4 pages with selectable text. UNAVAILABLE when no font of the machine can show Vietnamese or
// the page library fails.
[[nodiscard]] absl::StatusOr<std::string> RenderPdf(const Document& document);

}  // namespace tancua::identity::exporting
