#pragma once

#include <string_view>

#include "absl/strings/string_view.h"

namespace tancua {

// Debian's Abseil is built with a string_view of its own; this crosses the border.
[[nodiscard]] inline absl::string_view View(std::string_view text) {
  return {text.data(), text.size()};
}
[[nodiscard]] inline std::string_view StdView(absl::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace tancua
