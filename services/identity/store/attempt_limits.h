#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"

// The table attempt_limits: how often something was tried for one key within a window.
namespace tancua::identity::store {

struct CountedAttempt {
  std::int64_t count = 1;  // this one included
  absl::Time window_end;   // when the count starts again
};

// Counts an attempt before it is judged, in one statement: parallel attempts, also on other
// replicas, cannot share one place. The count starts again `window` after the last counted
// attempt; attempts past `limit` do not push that moment out.
[[nodiscard]] absl::StatusOr<CountedAttempt> CountAttempt(sql::Session& tx,
                                                          std::string_view key_index,
                                                          absl::Time now, absl::Duration window,
                                                          int limit);
[[nodiscard]] absl::Status ForgetAttempts(sql::Session& tx, std::string_view key_index);

}  // namespace tancua::identity::store
