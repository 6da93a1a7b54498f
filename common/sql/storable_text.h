#pragma once

#include <string_view>

namespace tancua::sql {

// True when both databases can keep `text`: UTF-8 without NUL.
[[nodiscard]] bool IsStorableText(std::string_view text);

}  // namespace tancua::sql
