#pragma once

#include "common/events/consumer.h"
#include "services/survey/deps.h"

namespace tancua::survey::workers {

// Invites the applicant of each returned dossier, once, to rate it.
[[nodiscard]] events::Subscription Invitations(Deps& deps);

}  // namespace tancua::survey::workers
