#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/session.h"

// Counting anew from the facts: after a change of the formula, or when an operator asks.
namespace tancua::statistics::store {

// Marks every ward to be counted anew.
[[nodiscard]] absl::Status MarkAllForRecount(sql::Session& tx);

// A ward that is marked, or that was counted by another formula than the present one.
[[nodiscard]] absl::StatusOr<std::optional<std::string>> NextForRecount(sql::Session& session);

// Judges every fact of the ward by the present formula and counts them from nothing. The counts
// are then what they would be, had all events come under this formula.
[[nodiscard]] absl::Status RebuildAggregates(sql::Session& tx, std::string_view ward);

}  // namespace tancua::statistics::store
