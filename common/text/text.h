#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

// Vietnamese text.
namespace tancua::text {

// Composes to NFC. INVALID_ARGUMENT when the text is not UTF-8 or holds control characters.
[[nodiscard]] absl::StatusOr<std::string> Nfc(std::string_view text);
// The search key: without marks, đ as d, case folded, blanks collapsed.
// "Nguyễn Thị Đức Hòa" → "nguyen thi duc hoa".
[[nodiscard]] std::string SearchKey(std::string_view text);
// Proper unaccented form for SMS, case kept: "Bình Tân" → "Binh Tan". Characters outside GSM-7 that
// have no plain form become '?'.
[[nodiscard]] std::string Unaccented(std::string_view text);
// Code points of valid UTF-8.
[[nodiscard]] std::size_t CodePoints(std::string_view text);

}  // namespace tancua::text
