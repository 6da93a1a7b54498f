#include "common/json/time_text.h"

#include <charconv>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "common/status/view.h"

namespace tancua::json {
namespace {

constexpr absl::CivilSecond kEpoch(1970);
constexpr std::int64_t kMaxDurationSeconds = 315'576'000'000;  // 10,000 years

// Exactly `width` digits from the front of `text`.
bool TakeDigits(std::string_view& text, std::size_t width, int& value) {
  if (text.size() < width) return false;
  value = 0;
  for (const char c : text.substr(0, width)) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(width);
  return true;
}

bool TakeChar(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// ".5" as 500,000,000; nothing as 0. One to nine digits.
bool TakeFraction(std::string_view& text, std::int32_t& nanos) {
  nanos = 0;
  if (!TakeChar(text, '.')) return true;
  std::int32_t scale = 100'000'000;
  std::size_t count = 0;
  for (; count < text.size() && text[count] >= '0' && text[count] <= '9'; ++count) {
    if (scale == 0) return false;
    nanos += (text[count] - '0') * scale;
    scale /= 10;
  }
  text.remove_prefix(count);
  return count > 0;
}

// "Z" or "+07:00", in seconds to subtract.
bool TakeOffset(std::string_view& text, int& seconds) {
  seconds = 0;
  if (TakeChar(text, 'Z')) return true;
  const bool behind = !text.empty() && text.front() == '-';
  if (!TakeChar(text, behind ? '-' : '+')) return false;
  int hours = 0;
  int minutes = 0;
  if (!TakeDigits(text, 2, hours) || !TakeChar(text, ':') || !TakeDigits(text, 2, minutes)) {
    return false;
  }
  if (hours > 23 || minutes > 59) return false;
  seconds = (hours * 3600 + minutes * 60) * (behind ? -1 : 1);
  return true;
}

bool TakeCivil(std::string_view& text, absl::CivilSecond& civil) {
  int year, month, day, hour, minute, second;
  const bool formed =
      TakeDigits(text, 4, year) && TakeChar(text, '-') && TakeDigits(text, 2, month) &&
      TakeChar(text, '-') && TakeDigits(text, 2, day) && TakeChar(text, 'T') &&
      TakeDigits(text, 2, hour) && TakeChar(text, ':') && TakeDigits(text, 2, minute) &&
      TakeChar(text, ':') && TakeDigits(text, 2, second);
  if (!formed || year == 0) return false;
  civil = absl::CivilSecond(year, month, day, hour, minute, second);
  // CivilSecond turns February 30th into March; such a day was a mistake.
  return civil.month() == month && civil.day() == day && civil.hour() == hour &&
         civil.minute() == minute && civil.second() == second;
}

void AppendPadded(std::string& out, std::int64_t value, int width) {
  char digits[20];
  for (int i = width - 1; i >= 0; --i, value /= 10) digits[i] = static_cast<char>('0' + value % 10);
  out.append(digits, static_cast<std::size_t>(width));
}

void AppendFraction(std::string& out, std::int32_t nanos) {
  if (nanos == 0) return;
  out.push_back('.');
  if (nanos % 1'000'000 == 0) return AppendPadded(out, nanos / 1'000'000, 3);
  if (nanos % 1'000 == 0) return AppendPadded(out, nanos / 1'000, 6);
  AppendPadded(out, nanos, 9);
}

// "displayName" → "display_name"; a mask that is written so already is refused, as by
// libprotobuf.
bool AppendSnakeCase(std::string& out, std::string_view camel) {
  for (const char c : camel) {
    if (c == '_') return false;
    const bool upper = absl::ascii_isupper(static_cast<unsigned char>(c));
    if (upper) out.push_back('_');
    out.push_back(upper ? absl::ascii_tolower(static_cast<unsigned char>(c)) : c);
  }
  return true;
}

}  // namespace

void AppendTimestamp(std::string& out, std::int64_t seconds, std::int32_t nanos) {
  const absl::CivilSecond civil = kEpoch + seconds;
  AppendPadded(out, civil.year(), 4);
  out.push_back('-');
  AppendPadded(out, civil.month(), 2);
  out.push_back('-');
  AppendPadded(out, civil.day(), 2);
  out.push_back('T');
  AppendPadded(out, civil.hour(), 2);
  out.push_back(':');
  AppendPadded(out, civil.minute(), 2);
  out.push_back(':');
  AppendPadded(out, civil.second(), 2);
  AppendFraction(out, nanos);
  out.push_back('Z');
}

bool ParseTimestamp(std::string_view text, std::int64_t& seconds, std::int32_t& nanos) {
  absl::CivilSecond civil;
  int offset = 0;
  if (!TakeCivil(text, civil) || !TakeFraction(text, nanos) || !TakeOffset(text, offset)) {
    return false;
  }
  const absl::CivilSecond utc = civil - offset;
  seconds = utc - kEpoch;
  return text.empty() && utc.year() >= 1 && utc.year() <= 9999;
}

void AppendDuration(std::string& out, std::int64_t seconds, std::int32_t nanos) {
  if (seconds < 0 || nanos < 0) out.push_back('-');
  out.append(std::to_string(std::abs(seconds)));
  AppendFraction(out, std::abs(nanos));
  out.push_back('s');
}

bool ParseDuration(std::string_view text, std::int64_t& seconds, std::int32_t& nanos) {
  const bool negative = TakeChar(text, '-');
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || text.front() == '-' || seconds > kMaxDurationSeconds) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!TakeFraction(text, nanos) || text != "s") return false;
  if (negative) {
    seconds = -seconds;
    nanos = -nanos;
  }
  return true;
}

void AppendFieldMask(std::string& out, const google::protobuf::FieldMask& mask) {
  bool first = true;
  for (const auto& path : mask.paths()) {
    if (!std::exchange(first, false)) out.push_back(',');
    bool upper = false;
    for (const char c : path) {
      if (c != '_') out.push_back(upper ? absl::ascii_toupper(static_cast<unsigned char>(c)) : c);
      upper = c == '_';
    }
  }
}

bool ParseFieldMask(std::string_view text, google::protobuf::FieldMask& mask) {
  if (text.empty()) return true;
  for (const absl::string_view path : absl::StrSplit(View(text), ',')) {
    std::string snake;
    if (path.empty() || !AppendSnakeCase(snake, StdView(path))) return false;
    mask.add_paths(std::move(snake));
  }
  return true;
}

}  // namespace tancua::json
