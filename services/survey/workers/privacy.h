#pragma once

#include "absl/status/statusor.h"
#include "common/events/consumer.h"
#include "common/retention/schedule.h"
#include "services/survey/deps.h"

namespace tancua::survey::workers {

// Adds what the service does when a person consents, withdraws, or is to be forgotten.
void AddPrivacy(Deps& deps, events::Subscription& subscription);

// Makes answers anonymous whose retention class has ended; returns how many.
[[nodiscard]] absl::StatusOr<int> RetainAnswers(Deps& deps, const retention::Schedule& schedule,
                                                retention::Metrics& metrics);

}  // namespace tancua::survey::workers
