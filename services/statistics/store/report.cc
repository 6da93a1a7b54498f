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

// From the index of the open dossiers alone.
constexpr char kOpen[] = R"(
  SELECT COUNT(*), COUNT(CASE WHEN due_time >= :now AND due_time < :soon THEN 1 END),
         COUNT(CASE WHEN due_time < :now THEN 1 END)
  FROM facts WHERE ward = :ward AND outcome = 'OPEN')";

// From one ward to the next: the table has many rows of each.
constexpr char kNextWards[] = R"(
  WITH RECURSIVE wards (ward, place) AS (
    SELECT MIN(ward), 1 FROM daily WHERE ward > :after
    UNION ALL
    SELECT (SELECT MIN(ward) FROM daily WHERE daily.ward > wards.ward), place + 1
    FROM wards WHERE ward IS NOT NULL AND place < :limit)
  SELECT ward FROM wards WHERE ward IS NOT NULL)";

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

absl::StatusOr<OpenDossiers> CountOpen(sql::Session& session, std::string_view ward, absl::Time now,
                                       absl::Time soon) {
  OpenDossiers open;
  RETURN_IF_ERROR(session.Query(kOpen, {now, soon, now, ward}, [&](const sql::Row& row) {
    open = {.all = row.Int(0), .due_soon = row.Int(1), .overdue = row.Int(2)};
  }));
  return open;
}

absl::StatusOr<std::vector<std::string>> NextWards(sql::Session& session, std::string_view after,
                                                   int limit) {
  std::vector<std::string> wards;
  RETURN_IF_ERROR(session.Query(kNextWards, {after, limit},
                                [&](const sql::Row& row) { wards.push_back(row.Text(0)); }));
  return wards;
}

}  // namespace tancua::statistics::store
