#pragma once

#include "common/events/consumer.h"
#include "services/dossier/deps.h"

namespace tancua::dossier::workers {

// What the service does with the events of others.
[[nodiscard]] events::Subscription Subscription(const Deps& deps);

}  // namespace tancua::dossier::workers
