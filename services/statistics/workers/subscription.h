#pragma once

#include "common/events/consumer.h"

namespace tancua::statistics::workers {

// What the service does with the events of others: each becomes a fact, or part of one.
[[nodiscard]] events::Subscription Facts();

}  // namespace tancua::statistics::workers
