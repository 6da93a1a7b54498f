#pragma once

#include "common/events/dead_letters.h"
#include "common/rpc/service.h"

namespace tancua::events {

// tancua.events.v1.DeadLetterService over the letters of one service. An officer sees the
// letters of the own ward.
[[nodiscard]] rpc::Service DeadLetterService(DeadLetters& letters);

}  // namespace tancua::events
