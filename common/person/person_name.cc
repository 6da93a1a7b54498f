#include "common/person/citizen_number.h"
#include "common/status/macros.h"
#include "common/text/text.h"
#include "utf8proc.h"

namespace tancua::person {
namespace {

constexpr std::size_t kMaxCodePoints = 100;

absl::Status NoName(const char* sentence) { return absl::InvalidArgumentError(sentence); }

bool IsLetter(std::int32_t c) {
  const utf8proc_category_t category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

// Some letters of minority languages have no composed form.
bool IsMark(std::int32_t c) { return utf8proc_category(c) == UTF8PROC_CATEGORY_MN; }

bool IsSign(std::int32_t c) {
  constexpr std::int32_t kTypographicApostrophe = 0x2019;
  return c == '\'' || c == kTypographicApostrophe || c == '-' || c == '.';
}

bool IsBlank(std::int32_t c) {
  return c == ' ' || c == '\t' || utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

}  // namespace

absl::StatusOr<std::string> ParsePersonName(std::string_view text) {
  ASSIGN_OR_RETURN(const std::string composed, text::Nfc(text));
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(composed.data());
  const auto size = static_cast<utf8proc_ssize_t>(composed.size());
  std::string name;
  bool has_letter = false;
  utf8proc_int32_t c = 0;
  for (utf8proc_ssize_t at = 0, length = 0; at < size; at += length) {
    length = utf8proc_iterate(bytes + at, size - at, &c);
    if (IsBlank(c)) {
      if (!name.empty() && name.back() != ' ') name.push_back(' ');
      continue;
    }
    has_letter = has_letter || IsLetter(c);
    if (!IsLetter(c) && !IsSign(c) && !(IsMark(c) && has_letter)) {
      return NoName("Họ tên chỉ gồm chữ cái, khoảng trắng, dấu nháy, gạch nối và dấu chấm.");
    }
    name.append(composed, static_cast<std::size_t>(at), static_cast<std::size_t>(length));
  }
  if (!name.empty() && name.back() == ' ') name.pop_back();
  if (!has_letter) return NoName("Họ tên không được để trống.");
  if (text::CodePoints(name) > kMaxCodePoints) return NoName("Họ tên dài quá 100 ký tự.");
  return name;
}

}  // namespace tancua::person
