#pragma once

#include "common/events/consumer.h"
#include "services/identity/deps.h"

namespace tancua::identity::workers {

// What the service does with the events of others: the audit log is kept here, and how far each
// service is with an erasure.
[[nodiscard]] events::Subscription Subscription(Deps& deps);

}  // namespace tancua::identity::workers
