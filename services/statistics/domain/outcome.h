#pragma once

#include <string_view>

#include "services/statistics/domain/fact.h"

// The rule by which handling counts as on time.
namespace tancua::statistics::domain {

// Changes with every change of the rule below or of what is counted; every ward is then counted
// anew.
inline constexpr std::string_view kFormulaVersion = "2026-11.2";

inline constexpr std::string_view kOpen = "OPEN";        // handling has not ended
inline constexpr std::string_view kOnTime = "ON_TIME";   // ended at or before the due time
inline constexpr std::string_view kLate = "LATE";        // ended after it, or see below
inline constexpr std::string_view kUndated = "UNDATED";  // ended, had no due time

// One of the four. Handling has ended when the state is APPROVED, RETURNED or REFUSED
// and a finish time is known. A dossier that was sent back for papers more than once
// is late whatever the clock says: everything missing must be asked for at once.
[[nodiscard]] std::string_view OutcomeOf(const Fact& fact);

// A rating that counts as satisfied: 4 or 5 of 5.
[[nodiscard]] constexpr bool IsSatisfied(int overall_score) { return overall_score >= 4; }

}  // namespace tancua::statistics::domain
