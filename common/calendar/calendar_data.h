#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace tancua::calendar {

// What a calendar file says, checked but not yet indexed.
struct CalendarData {
  enum class Kind {
    kOff,        // nobody works
    kMakeUp,     // worked in exchange for a day off
    kUndecided,  // may become a day off; worked until that is decided
  };
  struct Entry {
    Kind kind = Kind::kOff;
    std::vector<absl::CivilDay> days;  // ascending
    std::string title;
    bool provisional = false;
  };
  static constexpr int kDaysOfWeek = 7;

  int first_year = 0;
  int last_year = 0;
  // Closing in minutes after midnight, Monday first; 0: closed that weekday.
  std::array<int, kDaysOfWeek> closing_minute{};
  int make_up_closing_minute = 0;
  int cutoff_minute = 0;
  std::vector<Entry> entries;
};

[[nodiscard]] absl::StatusOr<CalendarData> ParseCalendarData(std::string_view yaml);

}  // namespace tancua::calendar
