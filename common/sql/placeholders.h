#pragma once

#include <string>
#include <string_view>

namespace tancua::sql {

// `sql` with each named parameter (":ward") replaced by `style` and, when the style
// is '$', its number from 1: "?" for SQLite, "$1" for PostgreSQL. Each appearance is a
// parameter of its own. Quoted text and comments stay as they are.
struct Numbered {
  std::string text;
  int parameters = 0;
};
[[nodiscard]] Numbered NumberPlaceholders(std::string_view sql, char style);

}  // namespace tancua::sql
