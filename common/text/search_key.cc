#include "common/text/code_points.h"
#include "common/text/text.h"

namespace tancua::text {
namespace {

bool IsBlank(std::int32_t c) {
  return (c >= '\t' && c <= '\r') || utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

}  // namespace

std::string SearchKey(std::string_view text) {
  std::string key;
  key.reserve(text.size());
  bool blank_pending = false;
  const auto append = [&](std::int32_t c) {
    if (IsBlank(c)) {
      blank_pending = !key.empty();
      return;
    }
    if (blank_pending) key.push_back(' ');
    blank_pending = false;
    AppendCodePoint(c, key);
  };
  ForEachCodePoint(text, [&](std::int32_t c) {
    if (c < 0) return;
    if (c == kCapitalD || c == kSmallD) {
      append('d');
    } else if (IsBlank(c)) {
      append(' ');
    } else {
      ForEachPlainPart(c, UTF8PROC_CASEFOLD | UTF8PROC_IGNORE, append);
    }
  });
  return key;
}

}  // namespace tancua::text
