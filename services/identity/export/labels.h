#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tancua::identity::exporting {

// How a field is called for people, and where it stands among others.
struct Label {
  int order = 0;
  std::string_view text;
};
[[nodiscard]] std::optional<Label> LabelOf(std::string_view field);
// "RETURNED" in Vietnamese; the word itself when it has no other.
[[nodiscard]] std::string_view WordOf(std::string_view value);

}  // namespace tancua::identity::exporting
