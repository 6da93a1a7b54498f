#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/session.h"

namespace tancua::events {

// Notes in the inbox that `consumer` applies the events of these ids (UUIDs) in this transaction.
// Returns the ids that were not there before.
[[nodiscard]] absl::StatusOr<std::unordered_set<std::string>> NoteEvents(
    sql::Session& tx, std::string_view consumer, const std::vector<std::string_view>& ids);

}  // namespace tancua::events
