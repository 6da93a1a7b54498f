#pragma once

#include "common/events/consumer.h"
#include "services/identity/deps.h"

namespace tancua::identity::workers {

// What the identity service does with the events of others: the audit log is kept here.
[[nodiscard]] events::Subscription Subscription(Deps& deps);

}  // namespace tancua::identity::workers
