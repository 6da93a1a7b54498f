#include "common/sql/storable_text.h"

#include <cstdint>
#include <cstring>

namespace tancua::sql {
namespace {

// True when none of the 8 bytes is NUL or above 0x7f: the case of nearly all texts.
bool IsPlainWord(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighs = 0x8080808080808080;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  return ((word | (word - kOnes)) & kHighs) == 0;
}

struct Form {
  unsigned char mask, lead;  // the first byte is `lead` under `mask`
  std::uint32_t smallest;    // a smaller code point has a shorter form
};
constexpr Form kForms[] = {{0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};

// Length of the character of several bytes at the start of `text`; 0 when it is broken.
std::size_t WideLength(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  std::size_t length = 2;
  for (const Form& form : kForms) {
    if ((first & form.mask) == form.lead) {
      if (text.size() < length) return 0;
      std::uint32_t point = first & static_cast<unsigned char>(~form.mask);
      for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xc0) != 0x80) return 0;
        point = point << 6 | (next & 0x3fu);
      }
      const bool surrogate = point >= 0xd800 && point <= 0xdfff;
      return point >= form.smallest && point <= 0x10ffff && !surrogate ? length : 0;
    }
    ++length;
  }
  return 0;
}

}  // namespace

bool IsStorableText(std::string_view text) {
  while (!text.empty()) {
    if (text.size() >= 8 && IsPlainWord(text.data())) {
      text.remove_prefix(8);
    } else if (const auto byte = static_cast<unsigned char>(text[0]); byte < 0x80) {
      if (byte == 0) return false;
      text.remove_prefix(1);
    } else {
      const std::size_t length = WideLength(text);
      if (length == 0) return false;
      text.remove_prefix(length);
    }
  }
  return true;
}

}  // namespace tancua::sql
