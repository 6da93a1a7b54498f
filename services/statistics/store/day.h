#pragma once

#include <cstdint>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/calendar/calendar.h"

namespace tancua::statistics::store {

// 20261122: sorts like the day, is short in an index and can be read in the database.
[[nodiscard]] inline std::int64_t DayNumber(absl::CivilDay day) {
  return day.year() * 10'000 + day.month() * 100 + day.day();
}

[[nodiscard]] inline std::int64_t LocalDayNumber(absl::Time time) {
  return DayNumber(calendar::LocalDay(time));
}

}  // namespace tancua::statistics::store
