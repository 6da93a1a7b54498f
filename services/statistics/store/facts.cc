#include "services/statistics/store/facts.h"

#include <cstdint>
#include <optional>
#include <string>

#include "common/status/macros.h"
#include "services/statistics/domain/counts.h"
#include "services/statistics/domain/outcome.h"
#include "services/statistics/store/day.h"

namespace tancua::statistics::store {
namespace {

constexpr char kReplaceFact[] = R"(
  INSERT INTO facts (ward, dossier, revision, event_time, procedure, channel, state, outcome,
                     received_day, receive_time, due_time, finish_time, supplement_requests,
                     assisted, score, was_day, was_channel, was_state, was_outcome, was_assisted)
  VALUES (:ward, :dossier, :revision, :event_time, :procedure, :channel, :state, :outcome,
          :received_day, :receive_time, :due_time, :finish_time, :supplement_requests,
          :assisted, 0, 0, '', '', '', 0)
  ON CONFLICT (ward, dossier) DO UPDATE SET
    revision = excluded.revision,
    event_time = CASE WHEN excluded.event_time > facts.event_time THEN excluded.event_time
                      ELSE facts.event_time END,
    procedure = excluded.procedure,
    channel = excluded.channel,
    state = excluded.state,
    outcome = excluded.outcome,
    received_day = excluded.received_day,
    receive_time = excluded.receive_time,
    due_time = excluded.due_time,
    finish_time = excluded.finish_time,
    supplement_requests = excluded.supplement_requests,
    assisted = excluded.assisted,
    was_day = facts.received_day,
    was_channel = facts.channel,
    was_state = facts.state,
    was_outcome = facts.outcome,
    was_assisted = facts.assisted
  WHERE excluded.revision > facts.revision
  RETURNING event_time, score, was_day, was_channel, was_state, was_outcome, was_assisted)";

constexpr char kRate[] = R"(
  INSERT INTO facts (ward, dossier, revision, event_time, procedure, channel, state, outcome,
                     received_day, receive_time, supplement_requests, score,
                     was_day, was_channel, was_state, was_outcome)
  VALUES (:ward, :dossier, 0, :event_time, '', '', '', '', 0, 0, 0, :score, 0, '', '', '')
  ON CONFLICT (ward, dossier) DO UPDATE SET
    event_time = CASE WHEN excluded.event_time > facts.event_time THEN excluded.event_time
                      ELSE facts.event_time END,
    score = excluded.score
  WHERE facts.score = 0
  RETURNING event_time, score, received_day, channel, state, outcome, assisted)";

constexpr char kCount[] = R"(
  INSERT INTO daily (ward, received_day, channel, submitted, received, need_supplement, refused,
                     submitted_for_approval, approved, returned, on_time, late, undated, answers,
                     satisfied, assisted, last_event_time)
  VALUES (:ward, :day, :channel, :submitted, :received, :need_supplement, :refused,
          :submitted_for_approval, :approved, :returned, :on_time, :late, :undated, :answers,
          :satisfied, :assisted, :last_event_time)
  ON CONFLICT (ward, channel, received_day) DO UPDATE SET
    submitted = daily.submitted + excluded.submitted,
    received = daily.received + excluded.received,
    need_supplement = daily.need_supplement + excluded.need_supplement,
    refused = daily.refused + excluded.refused,
    submitted_for_approval = daily.submitted_for_approval + excluded.submitted_for_approval,
    approved = daily.approved + excluded.approved,
    returned = daily.returned + excluded.returned,
    on_time = daily.on_time + excluded.on_time,
    late = daily.late + excluded.late,
    undated = daily.undated + excluded.undated,
    answers = daily.answers + excluded.answers,
    satisfied = daily.satisfied + excluded.satisfied,
    assisted = daily.assisted + excluded.assisted,
    last_event_time = CASE WHEN excluded.last_event_time > daily.last_event_time
                           THEN excluded.last_event_time ELSE daily.last_event_time END)";

// How a dossier is counted. An empty state: not at all yet.
struct Place {
  std::int64_t day = 0;
  std::string channel;
  std::string state;
  std::string outcome;
  bool assisted = false;
};

// What a statement on `facts` gives back.
struct Kept {
  absl::Time event_time;
  int score;
  Place place;
};

absl::StatusOr<std::optional<Kept>> Keep(sql::Session& tx, const char* statement,
                                         std::initializer_list<sql::Param> params) {
  std::optional<Kept> kept;
  RETURN_IF_ERROR(tx.Query(statement, params, [&](const sql::Row& row) {
    kept = Kept{row.Time(0), static_cast<int>(row.Int(1)),
                Place{row.Int(2), row.Text(3), row.Text(4), row.Text(5), row.Int(6) != 0}};
  }));
  return kept;
}

absl::Status Count(sql::Session& tx, const std::string& ward, const Place& place,
                   const domain::Counts& counts, absl::Time event_time) {
  const auto& states = counts.by_state;
  return tx.Post(kCount,
                 {ward, place.day, place.channel, states[0], states[1], states[2], states[3],
                  states[4], states[5], states[6], counts.on_time, counts.late, counts.undated,
                  counts.answers, counts.satisfied, counts.assisted, event_time});
}

}  // namespace

absl::Status ApplyFact(sql::Session& tx, const domain::Fact& fact, absl::Time event_time) {
  const std::string_view outcome = domain::OutcomeOf(fact);
  const Place now{LocalDayNumber(fact.receive_time), fact.channel, fact.state, std::string(outcome),
                  fact.assisted};
  ASSIGN_OR_RETURN(
      const std::optional<Kept> kept,
      Keep(tx, kReplaceFact,
           {fact.ward, fact.dossier, fact.revision, event_time, fact.procedure, fact.channel,
            fact.state, outcome, now.day, fact.receive_time, fact.due_time, fact.finish_time,
            fact.supplement_requests, fact.assisted}));
  if (!kept) return absl::OkStatus();

  const Place& was = kept->place;
  domain::Counts added = domain::CountsOf(now.state, now.outcome, kept->score, now.assisted);
  domain::Counts removed = domain::CountsOf(was.state, was.outcome, kept->score, was.assisted);
  const bool elsewhere = was.day != now.day || was.channel != now.channel;
  if (elsewhere && !was.state.empty()) {
    removed = domain::Counts() -= removed;
    RETURN_IF_ERROR(Count(tx, fact.ward, was, removed, kept->event_time));
  } else {
    added -= removed;
  }
  return Count(tx, fact.ward, now, added, kept->event_time);
}

absl::Status ApplyRating(sql::Session& tx, const domain::Rating& rating, absl::Time event_time) {
  ASSIGN_OR_RETURN(
      const std::optional<Kept> kept,
      Keep(tx, kRate, {rating.ward, rating.dossier, event_time, rating.overall_score}));
  if (!kept || kept->place.state.empty()) return absl::OkStatus();
  domain::Counts counts;
  counts.answers = 1;
  counts.satisfied = domain::IsSatisfied(kept->score);
  return Count(tx, rating.ward, kept->place, counts, kept->event_time);
}

}  // namespace tancua::statistics::store
