#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/session.h"

// Counting anew from the facts: after a change of the formula, or when an operator asks.
namespace tancua::statistics::store {

// Called at each start: lines up every ward when the formula is not the one they were counted
// by, or when `all` is set.
[[nodiscard]] absl::Status PlanRecounts(sql::Session& tx, bool all);

// The next ward in line.
[[nodiscard]] absl::StatusOr<std::optional<std::string>> NextRecount(sql::Session& session);

// By which formula the ward is counted now.
[[nodiscard]] absl::StatusOr<std::string> ReadFormula(sql::Session& session, std::string_view ward);

// Judges every fact of the ward by the present formula, counts them from nothing and takes the
// ward out of the line. The counts are then what they would be, had all events come under this
// formula.
//
// Safe beside events that come in elsewhere: an event adds the difference to the fact that it
// replaces, which the recount has counted, or it meets the recount in a row and one of the two is
// tried again.
[[nodiscard]] absl::Status RebuildAggregates(sql::Session& tx, std::string_view ward);

}  // namespace tancua::statistics::store
