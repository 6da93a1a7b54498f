#pragma once

#include "common/events/consumer.h"
#include "services/statistics/metrics.h"

namespace tancua::statistics::workers {

// What the service does with the events of others: each becomes a fact, or part of one.
// `metrics` outlives the subscription.
[[nodiscard]] events::Subscription Facts(Metrics& metrics);

}  // namespace tancua::statistics::workers
