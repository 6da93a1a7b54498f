#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/sql/session.h"
#include "services/statistics/domain/fact.h"

// Facts and the daily counts that follow them, always in one transaction. `event_time` is that of
// the event which says so.
namespace tancua::statistics::store {

// Replaces the dossier's fact and moves its count, unless a fact of the same or a newer
// revision is there.
[[nodiscard]] absl::Status ApplyFact(sql::Session& tx, const domain::Fact& fact,
                                     absl::Time event_time);

// Adds the rating to the dossier's fact and to its count. The first rating of a dossier stays.
[[nodiscard]] absl::Status ApplyRating(sql::Session& tx, const domain::Rating& rating,
                                       absl::Time event_time);

}  // namespace tancua::statistics::store
