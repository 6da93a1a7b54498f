#pragma once

#include "absl/status/status.h"
#include "common/events/event.h"
#include "common/sql/session.h"
#include "services/dossier/deps.h"
#include "tancua/identity/v1/privacy_events.pb.h"

namespace tancua::dossier::workers {

// Notes a hold or its end, and tells the services that know dossiers only which these are.
[[nodiscard]] absl::Status HoldDossiers(const Deps& deps, sql::Session& tx,
                                        const events::Header& header,
                                        const identity::v1::LegalHoldChanged& event);

}  // namespace tancua::dossier::workers
