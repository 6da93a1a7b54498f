#include "services/statistics/store/report.h"

#include <algorithm>

#include "common/status/macros.h"
#include "services/statistics/store/day.h"

namespace tancua::statistics::store {
namespace {

// The casts: PostgreSQL sums BIGINT to NUMERIC.
constexpr char kCounts[] = R"(
  SELECT channel, MAX(last_event_time),
         CAST(SUM(submitted) AS BIGINT), CAST(SUM(received) AS BIGINT),
         CAST(SUM(need_supplement) AS BIGINT), CAST(SUM(refused) AS BIGINT),
         CAST(SUM(submitted_for_approval) AS BIGINT), CAST(SUM(approved) AS BIGINT),
         CAST(SUM(returned) AS BIGINT), CAST(SUM(on_time) AS BIGINT), CAST(SUM(late) AS BIGINT),
         CAST(SUM(undated) AS BIGINT), CAST(SUM(answers) AS BIGINT),
         CAST(SUM(satisfied) AS BIGINT), CAST(SUM(assisted) AS BIGINT)
  FROM daily
  WHERE ward = :ward AND received_day >= :from AND received_day <= :to
  GROUP BY channel)";

constexpr char kOverdue[] = R"(
  SELECT COUNT(*) FROM facts
  WHERE ward = :ward AND outcome = 'OPEN' AND due_time < :now
    AND received_day >= :from AND received_day <= :to)";

constexpr std::size_t kFirstState = 2;  // column of kCounts
constexpr std::size_t kFirstOutcome = kFirstState + domain::kStates.size();

domain::Counts CountsFrom(const sql::Row& row) {
  domain::Counts counts;
  for (std::size_t i = 0; i < domain::kStates.size(); ++i) {
    counts.by_state[i] = row.Int(kFirstState + i);
  }
  counts.on_time = row.Int(kFirstOutcome);
  counts.late = row.Int(kFirstOutcome + 1);
  counts.undated = row.Int(kFirstOutcome + 2);
  counts.answers = row.Int(kFirstOutcome + 3);
  counts.satisfied = row.Int(kFirstOutcome + 4);
  counts.assisted = row.Int(kFirstOutcome + 5);
  return counts;
}

}  // namespace

absl::StatusOr<Counted> ReadCounts(sql::Session& session, std::string_view ward,
                                   const domain::Period& period) {
  Counted counted;
  RETURN_IF_ERROR(session.Query(
      kCounts, {ward, DayNumber(period.from), DayNumber(period.to)}, [&](const sql::Row& row) {
        counted.channels.emplace(row.Text(0), CountsFrom(row));
        counted.last_event_time =
            std::max(row.Time(1), counted.last_event_time.value_or(absl::InfinitePast()));
      }));
  return counted;
}

absl::StatusOr<std::int64_t> CountOverdue(sql::Session& session, std::string_view ward,
                                          const domain::Period& period, absl::Time now) {
  std::int64_t count = 0;
  RETURN_IF_ERROR(session.Query(kOverdue, {ward, now, DayNumber(period.from), DayNumber(period.to)},
                                [&](const sql::Row& row) { count = row.Int(0); }));
  return count;
}

}  // namespace tancua::statistics::store
