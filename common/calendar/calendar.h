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
  int days = 0;
};

struct Due {
  absl::Time time;
  std::string explanation;   // Vietnamese: where the count starts, what was skipped and why
  bool provisional = false;  // true when a provisional holiday lies in between
};

class Calendar {
 public:
  // A YAML text: shifts per weekday, holidays and make-up days, each with basis and
  // provisional flag, and the years that it covers.
  [[nodiscard]] static absl::StatusOr<Calendar> Parse(std::string_view yaml);

  [[nodiscard]] bool IsWorkingDay(absl::CivilDay day) const;
  // The due time by the legal rule DAY_END: n working days after the day of receipt, at closing
  // time; same-day terms roll to the next working day when received after the cut-off hour.
  // OUT_OF_RANGE when the calendar has no data for a year it needs.
  [[nodiscard]] absl::StatusOr<Due> DueTime(absl::Time received, Term term) const;
  // Working days in [from, to].
  [[nodiscard]] absl::StatusOr<int> WorkingDays(absl::CivilDay from, absl::CivilDay to) const;

 private:
  struct DayRule {
    absl::CivilDay day;
    bool working;
    std::string title;
    std::string legal_basis;
    bool provisional;
  };
  std::vector<DayRule> rules_;  // by day
  // Closing and cut-off as minutes after midnight.
  int closing_minute_ = 17 * 60;
  int cutoff_minute_ = 15 * 60;
  int first_year_ = 0;
  int last_year_ = 0;
};

}  // namespace tancua::calendar
