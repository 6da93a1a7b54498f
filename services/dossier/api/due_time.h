#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/calendar/calendar.h"

namespace tancua::dossier::api {

// When the result of a dossier whose term starts at `start` is due. CALENDAR_MISSING when the
// calendar does not cover the days that the term needs.
[[nodiscard]] absl::StatusOr<calendar::Due> DueTime(const calendar::Calendar& calendar,
                                                    absl::Time start, calendar::Term term);

}  // namespace tancua::dossier::api
