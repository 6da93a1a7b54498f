#include "services/statistics/store/report.h"

#include "common/calendar/calendar.h"
#include "common/status/macros.h"

namespace tancua::statistics::store {
namespace {

// The casts: PostgreSQL sums BIGINT to NUMERIC.
constexpr char kCells[] = R"(
  SELECT channel, state, outcome,
         CAST(SUM(dossiers) AS BIGINT), CAST(SUM(answers) AS BIGINT), CAST(SUM(satisfied) AS BIGINT)
  FROM daily
  WHERE ward = :ward AND received_day >= :from AND received_day <= :to
  GROUP BY channel, state, outcome
  HAVING SUM(dossiers) > 0
  ORDER BY channel, state, outcome)";

constexpr char kOverdue[] = R"(
  SELECT COUNT(*) FROM facts
  WHERE ward = :ward AND outcome = 'OPEN' AND due_time < :now
    AND received_day >= :from AND received_day <= :to)";

constexpr char kProgress[] =
    "SELECT events, last_event_time, formula FROM ward_progress WHERE ward = :ward";

constexpr char kTotalProgress[] =
    "SELECT CAST(SUM(events) AS BIGINT), MAX(last_event_time) FROM ward_progress";

}  // namespace

absl::StatusOr<std::vector<domain::Cell>> ReadCells(sql::Session& session, std::string_view ward,
                                                    const domain::Period& period) {
  std::vector<domain::Cell> cells;
  RETURN_IF_ERROR(session.Query(
      kCells, {ward, calendar::FormatDay(period.from), calendar::FormatDay(period.to)},
      [&](const sql::Row& row) {
        cells.push_back({.channel = row.Text(0),
                         .state = row.Text(1),
                         .outcome = row.Text(2),
                         .dossiers = row.Int(3),
                         .answers = row.Int(4),
                         .satisfied = row.Int(5)});
      }));
  return cells;
}

absl::StatusOr<std::int64_t> CountOverdue(sql::Session& session, std::string_view ward,
                                          const domain::Period& period, absl::Time now) {
  std::int64_t count = 0;
  RETURN_IF_ERROR(session.Query(
      kOverdue, {ward, now, calendar::FormatDay(period.from), calendar::FormatDay(period.to)},
      [&](const sql::Row& row) { count = row.Int(0); }));
  return count;
}

absl::StatusOr<Progress> ReadProgress(sql::Session& session, std::string_view ward) {
  Progress progress;
  RETURN_IF_ERROR(session.Query(kProgress, {ward}, [&](const sql::Row& row) {
    progress = {row.Int(0), row.Time(1), row.Text(2)};
  }));
  return progress;
}

absl::StatusOr<Progress> ReadTotalProgress(sql::Session& session) {
  Progress progress;
  RETURN_IF_ERROR(session.Query(kTotalProgress, {}, [&](const sql::Row& row) {
    progress = {row.Int(0), row.OptionalTime(1), ""};
  }));
  return progress;
}

}  // namespace tancua::statistics::store
