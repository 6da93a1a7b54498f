#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/sql/session.h"
#include "services/statistics/domain/fact.h"

// Facts and the daily counts that follow them, always in one transaction.
namespace tancua::statistics::store {

// Notes that an event of the ward is being counted. First statement of every transaction that
// changes facts of the ward: it locks the ward against a recount.
[[nodiscard]] absl::Status NoteEvent(sql::Session& tx, std::string_view ward, absl::Time time);

// Replaces the dossier's fact and moves its count, unless a fact of the same or a newer
// revision is there.
[[nodiscard]] absl::Status ApplyFact(sql::Session& tx, const domain::Fact& fact);

// Adds the rating to the dossier's fact and to its count. The first rating of a dossier stays.
[[nodiscard]] absl::Status ApplyRating(sql::Session& tx, const domain::Rating& rating);

}  // namespace tancua::statistics::store
