#pragma once

#include "absl/status/status.h"
#include "common/events/event.h"
#include "common/sql/session.h"
#include "services/dossier/deps.h"
#include "tancua/identity/v1/privacy_events.pb.h"

namespace tancua::dossier::workers {

// Forgets the applicant of all their dossiers, tells the other services which these are, and
// reports what the archive law keeps.
[[nodiscard]] absl::Status ErasePerson(const Deps& deps, sql::Session& tx,
                                       const events::Header& header,
                                       const identity::v1::CitizenErased& event);

}  // namespace tancua::dossier::workers
