#include "services/statistics/api/get_ward_statistics.h"

#include <string>

#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "services/statistics/domain/errors.h"
#include "services/statistics/domain/figures.h"
#include "services/statistics/domain/period.h"
#include "services/statistics/store/recount.h"
#include "services/statistics/store/report.h"
#include "services/statistics/wire.h"

namespace tancua::statistics::api {
namespace {

void SetTime(absl::Time time, google::protobuf::Timestamp& out) {
  out.set_seconds(absl::ToUnixSeconds(time));
  out.set_nanos(
      static_cast<int>((time - absl::FromUnixSeconds(out.seconds())) / absl::Nanoseconds(1)));
}

struct Reading {
  store::Counted counted;
  std::int64_t overdue = 0;
  std::string formula;
};

// In one read transaction, so that the figures agree with each other.
absl::StatusOr<Reading> ReadAll(Deps& deps, std::string_view ward, const domain::Period& period,
                                absl::Time now) {
  return deps.database.Read([&](sql::Session& session) -> absl::StatusOr<Reading> {
    Reading reading;
    ASSIGN_OR_RETURN(reading.counted, store::ReadCounts(session, ward, period));
    ASSIGN_OR_RETURN(reading.overdue, store::CountOverdue(session, ward, period, now));
    ASSIGN_OR_RETURN(reading.formula, store::ReadFormula(session, ward));
    return reading;
  });
}

}  // namespace

absl::StatusOr<v1::WardStatistics> GetWardStatistics(Deps& deps, const rpc::Call&,
                                                     const v1::GetWardStatisticsRequest& request) {
  const std::string_view ward = wire::WardOfReport(request.name(), "/statistics");
  if (deps.wards.Find(ward) == nullptr) return status::Error(kWardUnknown, {.field = "name"});
  ASSIGN_OR_RETURN(const domain::Period period, domain::ParsePeriod(request.from(), request.to()));
  const absl::Time now = deps.clock.Now();
  ASSIGN_OR_RETURN(const Reading reading, ReadAll(deps, ward, period, now));

  v1::WardStatistics response;
  response.set_name(request.name());
  response.set_from(calendar::FormatDay(period.from));
  response.set_to(calendar::FormatDay(period.to));
  wire::FillFigures(domain::FiguresOf(reading.counted.channels), response);
  response.set_overdue(reading.overdue);
  response.set_formula_version(reading.formula);
  SetTime(now, *response.mutable_as_of_time());
  if (reading.counted.last_event_time) {
    SetTime(*reading.counted.last_event_time, *response.mutable_last_event_time());
  }
  return response;
}

}  // namespace tancua::statistics::api
