#include "services/statistics/domain/period.h"

#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "services/statistics/domain/errors.h"

namespace tancua::statistics::domain {
namespace {

absl::StatusOr<absl::CivilDay> ParseField(std::string_view text, const char* field) {
  absl::StatusOr<absl::CivilDay> day = calendar::ParseDay(text);
  if (!day.ok()) return status::Error(kPeriodInvalid, {.field = field});
  return day;
}

}  // namespace

absl::StatusOr<Period> ParsePeriod(std::string_view from, std::string_view to) {
  ASSIGN_OR_RETURN(const absl::CivilDay first, ParseField(from, "from"));
  ASSIGN_OR_RETURN(const absl::CivilDay last, ParseField(to, "to"));
  if (last < first || last - first > kLongestPeriodDays) {
    return status::Error(kPeriodInvalid, {.field = "to"});
  }
  return Period{first, last};
}

}  // namespace tancua::statistics::domain
