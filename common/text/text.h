#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

// Vietnamese text.
namespace tancua::text {

// Composes to NFC. INVALID_ARGUMENT, with a Vietnamese sentence, when the text is not UTF-8 or
// holds control characters (line breaks and tabs are none) or marks that turn the direction of
// writing, which make a text look like another.
[[nodiscard]] absl::StatusOr<std::string> Nfc(std::string_view text);
// The search key: without marks, đ as d, case folded, blanks collapsed, what is not UTF-8 left out.
// "Nguyễn Thị Đức Hòa" → "nguyen thi duc hoa".
[[nodiscard]] std::string SearchKey(std::string_view text);
// Proper unaccented form for SMS, case kept: "Bình Tân" → "Binh Tan". Every character of the answer
// is in the GSM 03.38 alphabet; one that has no plain form becomes '?'.
[[nodiscard]] std::string Unaccented(std::string_view text);
// Code points of valid UTF-8.
[[nodiscard]] std::size_t CodePoints(std::string_view text);

}  // namespace tancua::text
