#include "services/dossier/api/due_time.h"

#include "common/status/error.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::api {

absl::StatusOr<calendar::Due> DueTime(const calendar::Calendar& calendar, absl::Time start,
                                      calendar::Term term) {
  auto due = calendar.DueTime(start, term);
  if (absl::IsOutOfRange(due.status())) return status::Error(kCalendarMissing);
  return due;
}

}  // namespace tancua::dossier::api
