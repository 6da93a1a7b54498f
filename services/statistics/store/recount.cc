#include "services/statistics/store/recount.h"

#include <utility>
#include <vector>

#include "common/status/macros.h"
#include "services/statistics/domain/fact.h"
#include "services/statistics/domain/outcome.h"

namespace tancua::statistics::store {
namespace {

constexpr char kMarkAll[] = "UPDATE ward_progress SET formula = ''";

constexpr char kNext[] =
    "SELECT ward FROM ward_progress WHERE formula <> :formula ORDER BY ward LIMIT 1";

constexpr char kLockWard[] = "UPDATE ward_progress SET formula = :formula WHERE ward = :ward";

constexpr char kFacts[] = R"(
  SELECT dossier, state, due_time, finish_time, supplement_requests, outcome
  FROM facts WHERE ward = :ward AND revision > 0)";

constexpr char kSetOutcome[] =
    "UPDATE facts SET outcome = :outcome WHERE ward = :ward AND dossier = :dossier";

constexpr char kClear[] = "DELETE FROM daily WHERE ward = :ward";

// A score of 4 or 5 is domain::IsSatisfied.
constexpr char kCountAll[] = R"(
  INSERT INTO daily (ward, received_day, channel, state, outcome, dossiers, answers, satisfied)
  SELECT ward, received_day, channel, state, outcome, COUNT(*),
         SUM(CASE WHEN score > 0 THEN 1 ELSE 0 END), SUM(CASE WHEN score >= 4 THEN 1 ELSE 0 END)
  FROM facts WHERE ward = :ward AND revision > 0
  GROUP BY ward, received_day, channel, state, outcome)";

// The facts whose outcome the present formula sees differently, with the new outcome.
absl::StatusOr<std::vector<std::pair<std::string, std::string_view>>> ChangedOutcomes(
    sql::Session& tx, std::string_view ward) {
  std::vector<std::pair<std::string, std::string_view>> changed;
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

absl::Status MarkAllForRecount(sql::Session& tx) { return tx.Execute(kMarkAll, {}).status(); }

absl::StatusOr<std::optional<std::string>> NextForRecount(sql::Session& session) {
  std::optional<std::string> ward;
  RETURN_IF_ERROR(session.Query(kNext, {domain::kFormulaVersion},
                                [&](const sql::Row& row) { ward = row.Text(0); }));
  return ward;
}

absl::Status RebuildAggregates(sql::Session& tx, std::string_view ward) {
  RETURN_IF_ERROR(tx.Execute(kLockWard, {domain::kFormulaVersion, ward}).status());
  ASSIGN_OR_RETURN(const auto changed, ChangedOutcomes(tx, ward));
  for (const auto& [dossier, outcome] : changed) {
    RETURN_IF_ERROR(tx.Execute(kSetOutcome, {outcome, ward, dossier}).status());
  }
  RETURN_IF_ERROR(tx.Execute(kClear, {ward}).status());
  return tx.Execute(kCountAll, {ward}).status();
}

}  // namespace tancua::statistics::store
