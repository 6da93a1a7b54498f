#include "services/statistics/workers/measure_wards.h"

#include <vector>

#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "services/statistics/store/report.h"

namespace tancua::statistics::workers {
namespace {

constexpr int kBatch = 20;
constexpr int kRecentDays = 30;
constexpr absl::Duration kSoon = absl::Hours(24);

struct Reading {
  store::OpenDossiers open;
  store::Counted recent;
};

}  // namespace

absl::StatusOr<int> MeasureWards::RunOnce() {
  ASSIGN_OR_RETURN(const std::vector<std::string> wards,
                   deps_.database.Read([&](sql::Session& session) {
                     return store::NextWards(session, after_, kBatch);
                   }));
  for (const std::string& ward : wards) RETURN_IF_ERROR(Measure(ward));
  after_ = wards.empty() ? "" : wards.back();
  return static_cast<int>(wards.size());
}

absl::Status MeasureWards::Measure(const std::string& ward) {
  const absl::Time now = deps_.clock.Now();
  const absl::CivilDay today = calendar::LocalDay(now);
  const domain::Period period{.from = today - (kRecentDays - 1), .to = today};
  ASSIGN_OR_RETURN(const Reading reading,
                   deps_.database.Read([&](sql::Session& session) -> absl::StatusOr<Reading> {
                     Reading read;
                     ASSIGN_OR_RETURN(read.open, store::CountOpen(session, ward, now, now + kSoon));
                     ASSIGN_OR_RETURN(read.recent, store::ReadCounts(session, ward, period));
                     return read;
                   }));
  domain::Counts sum;
  for (const auto& [channel, counts] : reading.recent.channels) sum += counts;
  metrics_.SetOpen(ward, reading.open);
  metrics_.SetRecent(ward, sum);
  return absl::OkStatus();
}

}  // namespace tancua::statistics::workers
