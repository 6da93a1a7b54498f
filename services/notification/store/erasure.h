#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"

// The end of messages: by the person's request, and by retention. Codes are those of dossiers,
// without "dossiers/".
namespace tancua::notification::store {

// Deletes the messages about a dossier, sent or not, and remembers that it was done; returns how
// many.
[[nodiscard]] absl::StatusOr<std::int64_t> EraseMessages(sql::Session& tx, std::string_view code,
                                                         absl::Time now);
// Deletes what came since for dossiers that were erased after `since`; returns how many.
[[nodiscard]] absl::StatusOr<std::int64_t> EraseLateMessages(sql::Session& tx, absl::Time since);

// Messages made before `before` about dossiers that are under no legal hold.
[[nodiscard]] absl::StatusOr<std::int64_t> CountOldMessages(sql::Session& session,
                                                            absl::Time before);
[[nodiscard]] absl::StatusOr<int> DeleteOldMessages(sql::Session& tx, absl::Time before, int limit);

}  // namespace tancua::notification::store
