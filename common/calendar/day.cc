#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "common/calendar/calendar.h"
#include "common/status/view.h"

namespace tancua::calendar {
namespace {

constexpr int kUtcOffsetSeconds = 7 * 60 * 60;
constexpr std::size_t kDayLength = 10;  // "2026-11-22"

// Digits only: SimpleAtoi would take a sign and blanks too.
bool ReadDigits(std::string_view text, int& out) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return absl::SimpleAtoi(View(text), &out);
}

}  // namespace

absl::TimeZone Vietnam() {
  // Kept: making it takes a lock and a look-up by name.
  static const absl::TimeZone zone = absl::FixedTimeZone(kUtcOffsetSeconds);
  return zone;
}

absl::CivilDay LocalDay(absl::Time time) { return absl::ToCivilDay(time, Vietnam()); }

absl::StatusOr<absl::CivilDay> ParseDay(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (text.size() != kDayLength || text[4] != '-' || text[7] != '-' ||
      !ReadDigits(text.substr(0, 4), year) || !ReadDigits(text.substr(5, 2), month) ||
      !ReadDigits(text.substr(8, 2), day)) {
    return absl::InvalidArgumentError("a day is written YYYY-MM-DD");
  }
  const absl::CivilDay parsed(year, month, day);
  // CivilDay turns 30 February into 2 March.
  if (parsed.month() != month || parsed.day() != day) {
    return absl::InvalidArgumentError("no such day in the calendar");
  }
  return parsed;
}

std::string FormatDay(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::string FormatVietnamese(absl::Time time) {
  const absl::CivilMinute local = absl::ToCivilMinute(time, Vietnam());
  return absl::StrFormat("%02d:%02d ngày %02d/%02d/%04d", local.hour(), local.minute(), local.day(),
                         local.month(), local.year());
}

}  // namespace tancua::calendar
