#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

// The working calendar of an office and the due times it gives. Pure: the data come
// from files in data/, with validity and legal basis.
namespace tancua::calendar {

// Asia/Ho_Chi_Minh, UTC+7 without daylight saving; no tz database is needed.
[[nodiscard]] absl::TimeZone Vietnam();
[[nodiscard]] absl::CivilDay LocalDay(absl::Time time);
// "2026-11-22"; INVALID_ARGUMENT for anything else, also for days that do not exist.
[[nodiscard]] absl::StatusOr<absl::CivilDay> ParseDay(std::string_view text);
[[nodiscard]] std::string FormatDay(absl::CivilDay day);      // "2026-11-22"
[[nodiscard]] std::string FormatVietnamese(absl::Time time);  // "17:00 ngày 26/11/2026"

struct Term {
  enum class Kind { kWorkingDays, kSameDay };
  Kind kind = Kind::kWorkingDays;
  int days = 0;  // at least 1 for kWorkingDays
};

struct Due {
  absl::Time time;
  std::string explanation;   // Vietnamese: where the count starts, what was skipped and why
  bool provisional = false;  // true when a day that is not decided yet lies in between
};

struct CalendarData;

// Immutable after Parse, so that any number of threads may ask at once.
class Calendar {
 public:
  // A YAML text as in data/vietnam_state_offices.yaml: the years it covers, shifts per weekday,
  // days off, make-up days and days that are not decided yet, each with its legal basis.
  // INVALID_ARGUMENT names the line of the first mistake.
  [[nodiscard]] static absl::StatusOr<Calendar> Parse(std::string_view yaml);
  // Reads and parses a file.
  [[nodiscard]] static absl::StatusOr<Calendar> Load(const std::string& path);

  // False also for days outside the years that the calendar covers.
  [[nodiscard]] bool IsWorkingDay(absl::CivilDay day) const;
  // The due time by the legal rule DAY_END: n working days after the day of receipt, at closing
  // time; same-day terms roll to the next working day when received after the cut-off hour.
  // OUT_OF_RANGE when the calendar has no data for a year it needs.
  [[nodiscard]] absl::StatusOr<Due> DueTime(absl::Time received, Term term) const;
  // Working days in [from, to].
  [[nodiscard]] absl::StatusOr<int> WorkingDays(absl::CivilDay from, absl::CivilDay to) const;

 private:
  struct Day {
    int working_days = 0;    // from the first covered day to this one
    int closing_minute = 0;  // after midnight; 0: not a working day
    int note = -1;           // what makes the day differ from its weekday
  };
  struct Note {
    std::string text;  // "nghỉ 24/11 (Ngày Văn hóa Việt Nam)"
    bool provisional = false;
  };

  explicit Calendar(const CalendarData& data);

  [[nodiscard]] bool Covers(absl::CivilDay day) const;
  [[nodiscard]] const Day& At(absl::CivilDay day) const;
  [[nodiscard]] absl::Status RequireCovered(absl::CivilDay day) const;
  // The nth working day after `day`.
  [[nodiscard]] absl::StatusOr<absl::CivilDay> WorkingDayAfter(absl::CivilDay day, int n) const;
  [[nodiscard]] absl::Time Closing(absl::CivilDay day) const;
  [[nodiscard]] absl::StatusOr<Due> DueAfterWorkingDays(absl::CivilDay received, int days) const;
  [[nodiscard]] absl::StatusOr<Due> DueSameDay(absl::Time received) const;
  // Adds the notes of the days in [from, to] to `due`.
  void Annotate(absl::CivilDay from, absl::CivilDay to, Due& due) const;

  absl::CivilDay first_day_;
  int cutoff_minute_ = 0;
  std::vector<Day> days_;                     // one per covered day: every answer is a look-up
  std::vector<absl::CivilDay> working_days_;  // in order
  std::vector<Note> notes_;
};

}  // namespace tancua::calendar
