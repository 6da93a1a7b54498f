#pragma once

#include "common/events/consumer.h"
#include "services/identity/deps.h"

namespace tancua::identity::workers {

// What the service does with the events of others.
[[nodiscard]] events::Subscription Subscription(Deps& deps);

}  // namespace tancua::identity::workers
