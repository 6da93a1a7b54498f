#pragma once

#include "common/clock/clock.h"
#include "common/events/consumer.h"
#include "common/events/outbox.h"

namespace tancua::statistics::workers {

// Reports, when a person is to be forgotten, that nothing here names one: facts hold a dossier's
// code, times and states.
void AddErasure(events::Outbox& outbox, const Clock& clock, events::Subscription& subscription);

}  // namespace tancua::statistics::workers
