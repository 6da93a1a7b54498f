#include "common/calendar/note.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace tancua::calendar {
namespace {

std::string DayMonth(absl::CivilDay day) {
  return absl::StrFormat("%02d/%02d", day.day(), day.month());
}

std::string Days(const CalendarData::Entry& entry) {
  const std::string first = DayMonth(entry.days.front());
  if (entry.days.size() == 1) return first;
  return absl::StrCat(first, " đến ", DayMonth(entry.days.back()));
}

}  // namespace

std::string DayMonthYear(absl::CivilDay day) {
  return absl::StrFormat("%02d/%02d/%04d", day.day(), day.month(), day.year());
}

std::string ClockTime(int minute) {
  constexpr int kMinutesPerHour = 60;
  return absl::StrFormat("%02d:%02d", minute / kMinutesPerHour, minute % kMinutesPerHour);
}

std::string NoteOf(const CalendarData::Entry& entry) {
  switch (entry.kind) {
    case CalendarData::Kind::kOff:
      return absl::StrCat(entry.provisional ? "dự kiến nghỉ " : "nghỉ ", Days(entry), " (",
                          entry.title, ")");
    case CalendarData::Kind::kMakeUp:
      return absl::StrCat("làm việc ", Days(entry), " (", entry.title, ")");
    case CalendarData::Kind::kUndecided:
      return absl::StrCat("chưa có quyết định về việc nghỉ ", Days(entry), " (", entry.title, ")");
  }
  return "";
}

}  // namespace tancua::calendar
