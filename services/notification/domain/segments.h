#pragma once

#include <string_view>

namespace tancua::notification::domain {

// What a text costs as SMS.
struct Segments {
  bool unicode = false;  // UCS-2; false: the GSM 7-bit alphabet
  int units = 0;         // septets or UTF-16 units
  int parts = 1;         // messages that are paid for
};

// GSM 7-bit: 160 septets, or 153 in each of several parts; characters of the extension table
// take two. UCS-2: 70 or 67 units; characters outside the BMP take two. What takes two is never
// split between parts.
[[nodiscard]] Segments CountSegments(std::string_view utf8);

}  // namespace tancua::notification::domain
