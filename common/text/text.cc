#include "common/text/text.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "common/text/code_points.h"

namespace tancua::text {
namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

bool IsControl(std::int32_t c) {
  if (c == '\n' || c == '\r' || c == '\t') return false;
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

bool TurnsDirection(std::int32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

absl::Status CheckCharacters(std::string_view text) {
  bool encoded = true;
  bool harmless = true;
  ForEachCodePoint(text, [&](std::int32_t c) {
    encoded = encoded && c >= 0;
    harmless = harmless && (c < 0 || !(IsControl(c) || TurnsDirection(c)));
  });
  if (!encoded) return absl::InvalidArgumentError("Văn bản không được mã hóa UTF-8.");
  if (!harmless) return absl::InvalidArgumentError("Văn bản chứa ký tự điều khiển.");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> Nfc(std::string_view text) {
  if (absl::Status status = CheckCharacters(text); !status.ok()) return status;
  if (IsAscii(text)) return std::string(text);
  utf8proc_uint8_t* composed = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &composed,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(composed, &std::free);
  if (length < 0) return absl::InternalError(utf8proc_errmsg(length));
  return std::string(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(length));
}

std::size_t CodePoints(std::string_view text) {
  // Every byte but a continuation byte begins a code point.
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace tancua::text
