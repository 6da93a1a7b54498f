#include "services/statistics/store/recount.h"

#include <utility>
#include <vector>

#include "common/status/macros.h"
#include "services/statistics/domain/fact.h"
#include "services/statistics/domain/outcome.h"

namespace tancua::statistics::store {
namespace {

constexpr char kFormula[] = "SELECT version FROM formula";
constexpr char kForgetFormula[] = "DELETE FROM formula";
constexpr char kSetFormula[] =
    "INSERT INTO formula (version) VALUES (:version) ON CONFLICT (version) DO NOTHING";

// A ward that is already in line keeps its place and its formula.
constexpr char kLineUp[] = R"(
  INSERT INTO recounts (ward, formula)
  SELECT DISTINCT daily.ward, formula.version FROM daily, formula WHERE 1 = 1
  ON CONFLICT (ward) DO NOTHING)";

constexpr char kNext[] = "SELECT ward FROM recounts ORDER BY ward LIMIT 1";
constexpr char kFormulaInLine[] = "SELECT formula FROM recounts WHERE ward = :ward";
constexpr char kTakeOut[] = "DELETE FROM recounts WHERE ward = :ward";

// An event that changes one of these counts meanwhile waits for the recount to end.
constexpr char kLock[] = "UPDATE daily SET answers = answers WHERE ward = :ward";

constexpr char kFacts[] = R"(
  SELECT dossier, state, due_time, finish_time, supplement_requests, outcome
  FROM facts WHERE ward = :ward AND revision > 0)";

constexpr char kSetOutcome[] =
    "UPDATE facts SET outcome = :outcome WHERE ward = :ward AND dossier = :dossier";

constexpr char kClear[] = "DELETE FROM daily WHERE ward = :ward";

// A score of 4 or 5 is domain::IsSatisfied.
constexpr char kCountAll[] = R"(
  INSERT INTO daily (ward, received_day, channel, submitted, received, need_supplement, refused,
                     submitted_for_approval, approved, returned, on_time, late, undated, answers,
                     satisfied, assisted, last_event_time)
  SELECT ward, received_day, channel,
         SUM(CASE WHEN state = 'SUBMITTED' THEN 1 ELSE 0 END),
         SUM(CASE WHEN state = 'RECEIVED' THEN 1 ELSE 0 END),
         SUM(CASE WHEN state = 'NEED_SUPPLEMENT' THEN 1 ELSE 0 END),
         SUM(CASE WHEN state = 'REFUSED' THEN 1 ELSE 0 END),
         SUM(CASE WHEN state = 'SUBMITTED_FOR_APPROVAL' THEN 1 ELSE 0 END),
         SUM(CASE WHEN state = 'APPROVED' THEN 1 ELSE 0 END),
         SUM(CASE WHEN state = 'RETURNED' THEN 1 ELSE 0 END),
         SUM(CASE WHEN outcome = 'ON_TIME' THEN 1 ELSE 0 END),
         SUM(CASE WHEN outcome = 'LATE' THEN 1 ELSE 0 END),
         SUM(CASE WHEN outcome = 'UNDATED' THEN 1 ELSE 0 END),
         SUM(CASE WHEN score > 0 THEN 1 ELSE 0 END),
         SUM(CASE WHEN score >= 4 THEN 1 ELSE 0 END),
         SUM(assisted),
         MAX(event_time)
  FROM facts WHERE ward = :ward AND revision > 0
  GROUP BY ward, received_day, channel)";

// The first column of the only row, if there is one.
absl::StatusOr<std::optional<std::string>> ReadText(sql::Session& session, const char* query,
                                                    std::initializer_list<sql::Param> params) {
  std::optional<std::string> text;
  RETURN_IF_ERROR(session.Query(query, params, [&](const sql::Row& row) { text = row.Text(0); }));
  return text;
}

using Outcomes = std::vector<std::pair<std::string, std::string_view>>;

// The dossiers whose outcome the present formula sees differently, with the new outcome.
absl::StatusOr<Outcomes> ChangedOutcomes(sql::Session& tx, std::string_view ward) {
  Outcomes changed;
  RETURN_IF_ERROR(tx.Query(kFacts, {ward}, [&](const sql::Row& row) {
    domain::Fact fact;
    fact.state = row.Text(1);
    fact.due_time = row.OptionalTime(2);
    fact.finish_time = row.OptionalTime(3);
    fact.supplement_requests = static_cast<int>(row.Int(4));
    const std::string_view outcome = domain::OutcomeOf(fact);
    if (outcome != row.Text(5)) changed.emplace_back(row.Text(0), outcome);
  }));
  return changed;
}

}  // namespace

absl::Status PlanRecounts(sql::Session& tx, bool all) {
  ASSIGN_OR_RETURN(const std::optional<std::string> version, ReadText(tx, kFormula, {}));
  if (version == domain::kFormulaVersion && !all) return absl::OkStatus();
  RETURN_IF_ERROR(tx.Execute(kLineUp, {}).status());
  RETURN_IF_ERROR(tx.Execute(kForgetFormula, {}).status());
  return tx.Execute(kSetFormula, {domain::kFormulaVersion}).status();
}

absl::StatusOr<std::optional<std::string>> NextRecount(sql::Session& session) {
  return ReadText(session, kNext, {});
}

absl::StatusOr<std::string> ReadFormula(sql::Session& session, std::string_view ward) {
  ASSIGN_OR_RETURN(const std::optional<std::string> in_line,
                   ReadText(session, kFormulaInLine, {ward}));
  return in_line.value_or(std::string(domain::kFormulaVersion));
}

absl::Status RebuildAggregates(sql::Session& tx, std::string_view ward) {
  RETURN_IF_ERROR(tx.Execute(kLock, {ward}).status());
  ASSIGN_OR_RETURN(const Outcomes changed, ChangedOutcomes(tx, ward));
  for (const auto& [dossier, outcome] : changed) {
    RETURN_IF_ERROR(tx.Post(kSetOutcome, {outcome, ward, dossier}));
  }
  RETURN_IF_ERROR(tx.Execute(kClear, {ward}).status());
  RETURN_IF_ERROR(tx.Execute(kCountAll, {ward}).status());
  return tx.Execute(kTakeOut, {ward}).status();
}

}  // namespace tancua::statistics::store
