#include "services/statistics/store/activations.h"

#include <algorithm>
#include <string>

#include "common/status/macros.h"
#include "services/statistics/store/day.h"

namespace tancua::statistics::store {
namespace {

constexpr char kReplaceActivation[] = R"(
  INSERT INTO activations (activation, revision, ward, day, level, quarter, source, was_quarter,
                           was_source)
  VALUES (:activation, :revision, :ward, :day, :level, :quarter, :source, '', '')
  ON CONFLICT (activation) DO UPDATE SET
    revision = excluded.revision,
    quarter = excluded.quarter,
    source = excluded.source,
    was_quarter = activations.quarter,
    was_source = activations.source
  WHERE excluded.revision > activations.revision
  RETURNING was_quarter, was_source)";

constexpr char kCountActivation[] = R"(
  INSERT INTO daily_activations (ward, day, quarter, level, source, activations, last_event_time)
  VALUES (:ward, :day, :quarter, :level, :source, :added, :event_time)
  ON CONFLICT (ward, day, quarter, level, source) DO UPDATE SET
    activations = daily_activations.activations + excluded.activations,
    last_event_time = CASE WHEN excluded.last_event_time > daily_activations.last_event_time
                           THEN excluded.last_event_time
                           ELSE daily_activations.last_event_time END)";

// The cast: PostgreSQL sums BIGINT to NUMERIC.
constexpr char kReadActivations[] = R"(
  SELECT quarter, level, source, CAST(SUM(activations) AS BIGINT), MAX(last_event_time)
  FROM daily_activations
  WHERE ward = :ward AND day >= :from AND day <= :to
  GROUP BY quarter, level, source)";

absl::Status AddActivations(sql::Session& tx, const domain::Activation& activation,
                            const std::string& quarter, const std::string& source, int added,
                            absl::Time event_time) {
  return tx.Post(kCountActivation, {activation.ward, LocalDayNumber(activation.activate_time),
                                    quarter, activation.level, source, added, event_time});
}

}  // namespace

absl::Status ApplyActivation(sql::Session& tx, const domain::Activation& activation,
                             absl::Time event_time) {
  bool kept = false;
  std::string was_quarter;
  std::string was_source;  // empty: not counted before
  RETURN_IF_ERROR(tx.Query(kReplaceActivation,
                           {activation.activation, activation.revision, activation.ward,
                            LocalDayNumber(activation.activate_time), activation.level,
                            activation.quarter, activation.source},
                           [&](const sql::Row& row) {
                             kept = true;
                             was_quarter = row.Text(0);
                             was_source = row.Text(1);
                           }));
  if (!kept) return absl::OkStatus();
  if (!was_source.empty()) {
    RETURN_IF_ERROR(AddActivations(tx, activation, was_quarter, was_source, -1, event_time));
  }
  return AddActivations(tx, activation, activation.quarter, activation.source, 1, event_time);
}

absl::StatusOr<CountedActivations> ReadActivations(sql::Session& session, std::string_view ward,
                                                   const domain::Period& period) {
  CountedActivations counted;
  RETURN_IF_ERROR(session.Query(
      kReadActivations, {ward, DayNumber(period.from), DayNumber(period.to)},
      [&](const sql::Row& row) {
        counted.last_event_time =
            std::max(row.Time(4), counted.last_event_time.value_or(absl::InfinitePast()));
        if (row.Int(3) == 0) return;  // moved to another quarter since
        counted.quarters[row.Text(0)] +=
            domain::CountOf(static_cast<int>(row.Int(1)), row.Text(2), row.Int(3));
      }));
  return counted;
}

}  // namespace tancua::statistics::store
