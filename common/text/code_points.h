#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "utf8proc.h"

// Walking over UTF-8, for the sources of this folder.
namespace tancua::text {

inline void AppendCodePoint(std::int32_t code_point, std::string& out) {
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
    return;
  }
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length = utf8proc_encode_char(code_point, bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

// Calls `visit(code_point)` for each; -1 stands for a byte that is not UTF-8.
template <class Visit>
void ForEachCodePoint(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  for (utf8proc_ssize_t at = 0; at < size;) {
    utf8proc_int32_t code_point = bytes[at];
    utf8proc_ssize_t length = 1;
    if (code_point >= 0x80) length = utf8proc_iterate(bytes + at, size - at, &code_point);
    visit(length > 0 ? code_point : -1);
    at += length > 0 ? length : 1;
  }
}

// Calls `visit(code_point)` for each part of the compatibility decomposition without marks:
// "ễ" → "e". `options` are added to utf8proc's.
template <class Visit>
void ForEachPlainPart(std::int32_t code_point, int options, Visit visit) {
  // The longest compatibility decomposition in Unicode has 18 parts (U+FDFA).
  utf8proc_int32_t parts[18];
  const auto all = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                  UTF8PROC_STRIPMARK | options);
  const utf8proc_ssize_t count =
      utf8proc_decompose_char(code_point, parts, std::size(parts), all, nullptr);
  for (utf8proc_ssize_t i = 0; i < count; ++i) visit(parts[i]);
}

// Đ and đ have no decomposition in Unicode.
inline constexpr std::int32_t kCapitalD = 0x110;
inline constexpr std::int32_t kSmallD = 0x111;

}  // namespace tancua::text
