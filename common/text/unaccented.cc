#include <algorithm>
#include <array>

#include "common/text/code_points.h"
#include "common/text/text.h"

namespace tancua::text {
namespace {

// What people's keyboards and word processors write for a plain character, and what has no
// decomposition in Unicode.
struct Substitution {
  std::int32_t code_point;
  const char* plain;
};
constexpr std::array kSubstitutions{
    Substitution{'\t', " "},    Substitution{'`', "'"},    Substitution{0xAB, "\""},
    Substitution{0xBB, "\""},   Substitution{0xD7, "x"},   Substitution{kCapitalD, "D"},
    Substitution{kSmallD, "d"}, Substitution{0x2010, "-"}, Substitution{0x2011, "-"},
    Substitution{0x2012, "-"},  Substitution{0x2013, "-"}, Substitution{0x2014, "-"},
    Substitution{0x2018, "'"},  Substitution{0x2019, "'"}, Substitution{0x201C, "\""},
    Substitution{0x201D, "\""}, Substitution{0x2022, "-"}, Substitution{0x2026, "..."},
    Substitution{0x2044, "/"},  Substitution{0x20AB, "d"}, Substitution{0x2212, "-"},
};

// GSM 03.38 beyond ASCII, with its extension: letters that are no letter with a mark, and signs.
// À or Å are in it too, but a text half of whose marks are gone reads worse than a plain one.
constexpr std::array<std::int32_t, 22> kGsmBeyondAscii{
    0xA1,  0xA3,  0xA4,  0xA5,  0xA7,  0xBF,  0xC6,  0xD8,  0xDF,  0xE6,  0xF8,
    0x393, 0x394, 0x398, 0x39B, 0x39E, 0x3A0, 0x3A3, 0x3A6, 0x3A8, 0x3A9, 0x20AC};

bool IsGsm(std::int32_t c) {
  if (c == '\n' || c == '\r') return true;
  if (c >= ' ' && c < 0x7F) return c != '`';
  return std::binary_search(kGsmBeyondAscii.begin(), kGsmBeyondAscii.end(), c);
}

const char* Substitute(std::int32_t c) {
  const auto* found = std::lower_bound(
      kSubstitutions.begin(), kSubstitutions.end(), c,
      [](const Substitution& s, std::int32_t code_point) { return s.code_point < code_point; });
  return found != kSubstitutions.end() && found->code_point == c ? found->plain : nullptr;
}

bool IsMark(std::int32_t c) {
  const utf8proc_category_t category = utf8proc_category(c);
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_CF;
}

// One character of GSM 03.38, or '?'.
void AppendPlain(std::int32_t c, std::string& out) {
  if (IsGsm(c)) {
    AppendCodePoint(c, out);
  } else if (const char* plain = Substitute(c); plain != nullptr) {
    out += plain;
  } else {
    out.push_back('?');
  }
}

}  // namespace

std::string Unaccented(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  ForEachCodePoint(text, [&](std::int32_t c) {
    if (c < 0 || IsGsm(c) || Substitute(c) != nullptr) {
      AppendPlain(c, out);
    } else if (!IsMark(c)) {
      // A mark of a decomposed letter is dropped: its letter was written already.
      ForEachPlainPart(c, 0, [&](std::int32_t part) { AppendPlain(part, out); });
    }
  });
  return out;
}

}  // namespace tancua::text
