#include "services/statistics/store/facts.h"

#include <cstdint>
#include <optional>
#include <string>

#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "services/statistics/domain/outcome.h"

namespace tancua::statistics::store {
namespace {

constexpr char kNoteEvent[] = R"(
  INSERT INTO ward_progress (ward, events, last_event_time, formula)
  VALUES (:ward, 1, :time, :formula)
  ON CONFLICT (ward) DO UPDATE SET
    events = ward_progress.events + 1,
    last_event_time = CASE WHEN excluded.last_event_time > ward_progress.last_event_time
                           THEN excluded.last_event_time
                           ELSE ward_progress.last_event_time END)";

constexpr char kReplaceFact[] = R"(
  INSERT INTO facts (ward, dossier, revision, procedure, channel, state, outcome, received_day,
                     receive_time, due_time, finish_time, supplement_requests, score,
                     was_day, was_channel, was_state, was_outcome)
  VALUES (:ward, :dossier, :revision, :procedure, :channel, :state, :outcome, :received_day,
          :receive_time, :due_time, :finish_time, :supplement_requests, 0, '', '', '', '')
  ON CONFLICT (ward, dossier) DO UPDATE SET
    revision = excluded.revision,
    procedure = excluded.procedure,
    channel = excluded.channel,
    state = excluded.state,
    outcome = excluded.outcome,
    received_day = excluded.received_day,
    receive_time = excluded.receive_time,
    due_time = excluded.due_time,
    finish_time = excluded.finish_time,
    supplement_requests = excluded.supplement_requests,
    was_day = facts.received_day,
    was_channel = facts.channel,
    was_state = facts.state,
    was_outcome = facts.outcome
  WHERE excluded.revision > facts.revision
  RETURNING was_day, was_channel, was_state, was_outcome, score)";

constexpr char kRate[] = R"(
  INSERT INTO facts (ward, dossier, revision, procedure, channel, state, outcome, received_day,
                     receive_time, supplement_requests, score,
                     was_day, was_channel, was_state, was_outcome)
  VALUES (:ward, :dossier, 0, '', '', '', '', '', 0, 0, :score, '', '', '', '')
  ON CONFLICT (ward, dossier) DO UPDATE SET score = excluded.score WHERE facts.score = 0
  RETURNING received_day, channel, state, outcome)";

constexpr char kCount[] = R"(
  INSERT INTO daily (ward, received_day, channel, state, outcome, dossiers, answers, satisfied)
  VALUES (:ward, :day, :channel, :state, :outcome, :dossiers, :answers, :satisfied)
  ON CONFLICT (ward, received_day, channel, state, outcome) DO UPDATE SET
    dossiers = daily.dossiers + excluded.dossiers,
    answers = daily.answers + excluded.answers,
    satisfied = daily.satisfied + excluded.satisfied)";

// kCount for two cells at once: a change of state takes out here and puts in there.
constexpr char kMove[] = R"(
  INSERT INTO daily (ward, received_day, channel, state, outcome, dossiers, answers, satisfied)
  VALUES (:ward, :day, :channel, :state, :outcome, :dossiers, :answers, :satisfied),
         (:ward2, :day2, :channel2, :state2, :outcome2, :dossiers2, :answers2, :satisfied2)
  ON CONFLICT (ward, received_day, channel, state, outcome) DO UPDATE SET
    dossiers = daily.dossiers + excluded.dossiers,
    answers = daily.answers + excluded.answers,
    satisfied = daily.satisfied + excluded.satisfied)";

// Which cell of a ward counts a dossier. An empty state: none does yet.
struct Place {
  std::string day;
  std::string channel;
  std::string state;
  std::string outcome;

  bool operator==(const Place&) const = default;
};

Place PlaceFrom(const sql::Row& row) {
  return {row.Text(0), row.Text(1), row.Text(2), row.Text(3)};
}

// What one dossier contributes to its cell.
struct Amount {
  std::int64_t dossiers = 0;
  std::int64_t answers = 0;
  std::int64_t satisfied = 0;
};

Amount AmountOf(std::int64_t dossiers, int score) {
  return {dossiers, score > 0 ? 1 : 0, domain::IsSatisfied(score) ? 1 : 0};
}

absl::Status Count(sql::Session& tx, std::string_view ward, const Place& place,
                   const Amount& amount) {
  return tx
      .Execute(kCount, {ward, place.day, place.channel, place.state, place.outcome, amount.dossiers,
                        amount.answers, amount.satisfied})
      .status();
}

absl::Status Move(sql::Session& tx, std::string_view ward, const Place& from, const Place& to,
                  const Amount& amount) {
  return tx
      .Execute(kMove, {ward, from.day, from.channel, from.state, from.outcome, -amount.dossiers,
                       -amount.answers, -amount.satisfied, ward, to.day, to.channel, to.state,
                       to.outcome, amount.dossiers, amount.answers, amount.satisfied})
      .status();
}

}  // namespace

absl::Status NoteEvent(sql::Session& tx, std::string_view ward, absl::Time time) {
  return tx.Execute(kNoteEvent, {ward, time, domain::kFormulaVersion}).status();
}

absl::Status ApplyFact(sql::Session& tx, const domain::Fact& fact) {
  const Place now{calendar::FormatDay(calendar::LocalDay(fact.receive_time)), fact.channel,
                  fact.state, std::string(domain::OutcomeOf(fact))};
  bool replaced = false;
  Place before;
  int score = 0;
  RETURN_IF_ERROR(tx.Query(
      kReplaceFact,
      {fact.ward, fact.dossier, fact.revision, fact.procedure, now.channel, now.state, now.outcome,
       now.day, fact.receive_time, fact.due_time, fact.finish_time, fact.supplement_requests},
      [&](const sql::Row& row) {
        replaced = true;
        before = PlaceFrom(row);
        score = static_cast<int>(row.Int(4));
      }));
  if (!replaced || before == now) return absl::OkStatus();
  const Amount amount = AmountOf(1, score);
  if (before.state.empty()) return Count(tx, fact.ward, now, amount);
  return Move(tx, fact.ward, before, now, amount);
}

absl::Status ApplyRating(sql::Session& tx, const domain::Rating& rating) {
  std::optional<Place> place;
  RETURN_IF_ERROR(tx.Query(kRate, {rating.ward, rating.dossier, rating.overall_score},
                           [&](const sql::Row& row) { place = PlaceFrom(row); }));
  if (!place || place->state.empty()) return absl::OkStatus();
  return Count(tx, rating.ward, *place, AmountOf(0, rating.overall_score));
}

}  // namespace tancua::statistics::store
