#include "common/calendar/calendar.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/calendar/calendar_data.h"
#include "common/calendar/note.h"
#include "common/status/macros.h"

namespace tancua::calendar {
namespace {

std::size_t WeekdayIndex(absl::CivilDay day) {
  return static_cast<std::size_t>(absl::GetWeekday(day));  // Monday is 0
}

absl::Time AtMinute(absl::CivilDay day, int minute) {
  return absl::FromCivil(absl::CivilMinute(day) + minute, Vietnam());
}

}  // namespace

absl::StatusOr<Calendar> Calendar::Parse(std::string_view yaml) {
  ASSIGN_OR_RETURN(const CalendarData data, ParseCalendarData(yaml));
  return Calendar(data);
}

absl::StatusOr<Calendar> Calendar::Load(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  return Parse(std::string{std::istreambuf_iterator<char>(file), {}});
}

Calendar::Calendar(const CalendarData& data)
    : first_day_(data.first_year, 1, 1), cutoff_minute_(data.cutoff_minute) {
  const absl::CivilDay end(data.last_year + 1, 1, 1);
  days_.resize(static_cast<std::size_t>(end - first_day_));
  for (absl::CivilDay day = first_day_; day < end; ++day) {
    days_[static_cast<std::size_t>(day - first_day_)].closing_minute =
        data.closing_minute[WeekdayIndex(day)];
  }
  for (const CalendarData::Entry& entry : data.entries) {
    for (const absl::CivilDay day : entry.days) {
      Day& indexed = days_[static_cast<std::size_t>(day - first_day_)];
      indexed.note = static_cast<int>(notes_.size());
      if (entry.kind == CalendarData::Kind::kOff) indexed.closing_minute = 0;
      if (entry.kind == CalendarData::Kind::kMakeUp) {
        indexed.closing_minute = data.make_up_closing_minute;
      }
    }
    notes_.push_back({NoteOf(entry), entry.provisional});
  }
  for (absl::CivilDay day = first_day_; day < end; ++day) {
    Day& indexed = days_[static_cast<std::size_t>(day - first_day_)];
    if (indexed.closing_minute > 0) working_days_.push_back(day);
    indexed.working_days = static_cast<int>(working_days_.size());
  }
}

bool Calendar::Covers(absl::CivilDay day) const {
  return day >= first_day_ && day - first_day_ < static_cast<absl::civil_diff_t>(days_.size());
}

const Calendar::Day& Calendar::At(absl::CivilDay day) const {
  return days_[static_cast<std::size_t>(day - first_day_)];
}

absl::Status Calendar::RequireCovered(absl::CivilDay day) const {
  if (Covers(day)) return absl::OkStatus();
  return absl::OutOfRangeError(absl::StrCat("the calendar does not cover ", FormatDay(day)));
}

bool Calendar::IsWorkingDay(absl::CivilDay day) const {
  return Covers(day) && At(day).closing_minute > 0;
}

absl::Time Calendar::Closing(absl::CivilDay day) const {
  return AtMinute(day, At(day).closing_minute);
}

absl::StatusOr<absl::CivilDay> Calendar::WorkingDayAfter(absl::CivilDay day, int n) const {
  const std::size_t index =
      static_cast<std::size_t>(At(day).working_days) + static_cast<std::size_t>(n) - 1;
  if (index < working_days_.size()) return working_days_[index];
  return absl::OutOfRangeError("the term ends after the years that the calendar covers");
}

absl::StatusOr<int> Calendar::WorkingDays(absl::CivilDay from, absl::CivilDay to) const {
  RETURN_IF_ERROR(RequireCovered(from));
  RETURN_IF_ERROR(RequireCovered(to));
  if (from > to) return 0;
  return At(to).working_days - At(from).working_days + (IsWorkingDay(from) ? 1 : 0);
}

absl::StatusOr<Due> Calendar::DueTime(absl::Time received, Term term) const {
  const absl::CivilDay day = LocalDay(received);
  RETURN_IF_ERROR(RequireCovered(day));
  if (term.kind == Term::Kind::kSameDay) return DueSameDay(received);
  if (term.days < 1) return absl::InvalidArgumentError("a term has at least one working day");
  return DueAfterWorkingDays(day, term.days);
}

// Civil Code 2015, articles 147 and 148: the day of receipt is not counted, and the last day ends
// the term. Whether the office was open when the dossier came does not matter.
absl::StatusOr<Due> Calendar::DueAfterWorkingDays(absl::CivilDay received, int days) const {
  ASSIGN_OR_RETURN(const absl::CivilDay last, WorkingDayAfter(received, days));
  ASSIGN_OR_RETURN(const absl::CivilDay first, WorkingDayAfter(received, 1));
  Due due{.time = Closing(last),
          .explanation =
              absl::StrFormat("%02d ngày làm việc tính từ ngày %s", days, DayMonthYear(first))};
  Annotate(received + 1, last, due);
  return due;
}

absl::StatusOr<Due> Calendar::DueSameDay(absl::Time received) const {
  const absl::CivilDay day = LocalDay(received);
  const bool working = IsWorkingDay(day);
  // "After 15:00": who comes at 15:00:00 is in time. A short day may close before that.
  const int last_minute = std::min(cutoff_minute_, At(day).closing_minute);
  if (working && received <= AtMinute(day, last_minute)) {
    Due due{.time = Closing(day),
            .explanation = absl::StrCat("Giải quyết trong ngày ", DayMonthYear(day))};
    Annotate(day, day, due);
    return due;
  }
  ASSIGN_OR_RETURN(const absl::CivilDay next, WorkingDayAfter(day, 1));
  const std::string reason =
      working ? absl::StrCat("Nhận sau ", ClockTime(last_minute)) : "Nhận ngoài ngày làm việc";
  Due due{.time = Closing(next),
          .explanation = absl::StrCat(reason, ", giải quyết trong ngày làm việc tiếp theo ",
                                      DayMonthYear(next))};
  Annotate(day, next, due);
  return due;
}

void Calendar::Annotate(absl::CivilDay from, absl::CivilDay to, Due& due) const {
  std::vector<int> told;
  for (absl::CivilDay day = from; day <= to; ++day) {
    const int note = At(day).note;
    if (note < 0 || std::find(told.begin(), told.end(), note) != told.end()) continue;
    told.push_back(note);
    absl::StrAppend(&due.explanation, "; ", notes_[static_cast<std::size_t>(note)].text);
    due.provisional = due.provisional || notes_[static_cast<std::size_t>(note)].provisional;
  }
  if (due.provisional) due.explanation += "; ngày hẹn là tạm tính";
}

}  // namespace tancua::calendar
