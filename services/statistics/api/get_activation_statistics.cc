#include "services/statistics/api/get_activation_statistics.h"

#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"
#include "services/statistics/domain/errors.h"
#include "services/statistics/store/activations.h"
#include "services/statistics/wire.h"

namespace tancua::statistics::api {
namespace {

google::protobuf::Timestamp TimestampOf(absl::Time time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

}  // namespace

absl::StatusOr<v1::ActivationStatistics> GetActivationStatistics(
    Deps& deps, const rpc::Call&, const v1::GetActivationStatisticsRequest& request) {
  const std::string_view ward = wire::WardOfReport(request.name(), "/activationStatistics");
  if (deps.wards.Find(ward) == nullptr) return status::Error(kWardUnknown, {.field = "name"});
  ASSIGN_OR_RETURN(const domain::Period period, domain::ParsePeriod(request.from(), request.to()));
  const absl::Time now = deps.clock.Now();
  ASSIGN_OR_RETURN(const store::CountedActivations counted,
                   deps.database.Read([&](sql::Session& session) {
                     return store::ReadActivations(session, ward, period);
                   }));
  v1::ActivationStatistics response;
  response.set_name(request.name());
  response.set_from(calendar::FormatDay(period.from));
  response.set_to(calendar::FormatDay(period.to));
  wire::FillActivations(counted.quarters, response);
  *response.mutable_as_of_time() = TimestampOf(now);
  if (counted.last_event_time) {
    *response.mutable_last_event_time() = TimestampOf(*counted.last_event_time);
  }
  return response;
}

}  // namespace tancua::statistics::api
