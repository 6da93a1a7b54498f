#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"

// The table lookup_attempts. Every function runs in the caller's transaction.
namespace tancua::dossier::store {

struct Attempt {
  std::int64_t count = 1;  // attempts for this code that did not succeed, this one included
  absl::Time window_end;   // when the count starts again
};

// Counts an attempt before its secret is looked at, so that parallel guesses, also on other
// replicas, cannot share one place. The count starts again `window` after the last counted
// attempt; attempts past `limit` do not push that moment out.
[[nodiscard]] absl::StatusOr<Attempt> CountAttempt(sql::Session& tx, std::string_view code,
                                                   absl::Time now, absl::Duration window,
                                                   int limit);

// Forgets the attempts for a code: the secret was right.
[[nodiscard]] absl::Status ForgetAttempts(sql::Session& tx, std::string_view code);

// Deletes up to `limit` counts whose window has ended; returns how many.
[[nodiscard]] absl::StatusOr<std::int64_t> DeleteEndedAttempts(sql::Session& tx, absl::Time now,
                                                               int limit);

}  // namespace tancua::dossier::store
