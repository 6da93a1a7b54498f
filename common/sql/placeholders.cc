#include "common/sql/placeholders.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace tancua::sql {
namespace {

bool IsNameCharacter(char c) { return absl::ascii_isalnum(c) || c == '_'; }

// Length of the quoted text or comment at the start of `rest`; 0 when there is none.
std::size_t OpaqueLength(std::string_view rest) {
  const auto until = [rest](std::string_view end) {
    const std::size_t at = rest.find(end, end.size());
    return at == std::string_view::npos ? rest.size() : at + end.size();
  };
  if (rest.starts_with("'")) return until("'");
  if (rest.starts_with("\"")) return until("\"");
  if (rest.starts_with("--")) return until("\n");
  if (rest.starts_with("/*")) return until("*/");
  return 0;
}

// Length of the name after ':' at the start of `rest`; 0 when there is none.
std::size_t NameLength(std::string_view rest) {
  if (!rest.starts_with(":")) return 0;
  std::size_t length = 1;
  while (length < rest.size() && IsNameCharacter(rest[length])) ++length;
  return length - 1;
}

}  // namespace

Numbered NumberPlaceholders(std::string_view sql, char style) {
  Numbered result;
  while (!sql.empty()) {
    std::size_t length = 1;
    if (const std::size_t opaque = OpaqueLength(sql); opaque > 0) {
      length = opaque;
      result.text.append(sql.substr(0, length));
    } else if (const std::size_t name = NameLength(sql); name > 0) {
      length = name + 1;
      ++result.parameters;
      result.text.push_back(style);
      if (style == '$') absl::StrAppend(&result.text, result.parameters);
    } else {
      result.text.push_back(sql.front());
    }
    sql.remove_prefix(length);
  }
  return result;
}

}  // namespace tancua::sql
