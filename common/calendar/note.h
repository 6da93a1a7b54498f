#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "common/calendar/calendar_data.h"

// The Vietnamese of explanations.
namespace tancua::calendar {

[[nodiscard]] std::string DayMonthYear(absl::CivilDay day);  // "23/11/2026"
[[nodiscard]] std::string ClockTime(int minute);             // "15:00"

// "nghỉ 16/02 đến 20/02 (Tết Nguyên đán)"
[[nodiscard]] std::string NoteOf(const CalendarData::Entry& entry);

}  // namespace tancua::calendar
