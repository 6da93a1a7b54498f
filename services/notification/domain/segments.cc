#include "services/notification/domain/segments.h"

#include <cstdint>
#include <vector>

namespace tancua::notification::domain {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// 3GPP TS 23.038: the default alphabet and its extension table. ASCII letters and digits are
// tested by range.
constexpr std::u32string_view kBasicOthers =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
constexpr std::u32string_view kExtension = U"\f^{}\\[~]|€";

// The next code point of `text` from `at`, which moves on; U+FFFD for a malformed byte.
char32_t NextCodePoint(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<std::uint8_t>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  if (more == 0 || at + more > text.size()) return kReplacement;
  char32_t point = lead & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[at]);
    if ((byte & 0xC0) != 0x80) return kReplacement;
    point = (point << 6) | (byte & 0x3F);
    ++at;
  }
  return point;
}

// Septets of one character; 0 when the GSM alphabet does not have it.
int Septets(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return 1;
  if (kBasicOthers.find(c) != std::u32string_view::npos) return 1;
  return kExtension.find(c) != std::u32string_view::npos ? 2 : 0;
}

int Pack(const std::vector<int>& widths, int alone, int each) {
  int total = 0;
  for (int width : widths) total += width;
  if (total <= alone) return 1;
  int parts = 1;
  int used = 0;
  for (int width : widths) {
    if (used + width > each) {
      ++parts;
      used = 0;
    }
    used += width;
  }
  return parts;
}

}  // namespace

Segments CountSegments(std::string_view utf8) {
  std::vector<int> septets;
  std::vector<int> utf16;
  septets.reserve(utf8.size());
  utf16.reserve(utf8.size());
  Segments result;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = NextCodePoint(utf8, at);
    septets.push_back(Septets(c));
    utf16.push_back(c > 0xFFFF ? 2 : 1);
    if (septets.back() == 0) result.unicode = true;
  }
  const std::vector<int>& widths = result.unicode ? utf16 : septets;
  for (int width : widths) result.units += width;
  result.parts = result.unicode ? Pack(widths, 70, 67) : Pack(widths, 160, 153);
  return result;
}

}  // namespace tancua::notification::domain
