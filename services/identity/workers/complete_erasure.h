#pragma once

#include "absl/status/status.h"
#include "common/events/event.h"
#include "common/sql/session.h"
#include "tancua/privacy/v1/erasure.pb.h"

namespace tancua::identity::workers {

// Notes that a service has erased what it held about a person.
[[nodiscard]] absl::Status CompleteErasure(sql::Session& tx, const events::Header& header,
                                           const privacy::v1::ErasureCompleted& event);

}  // namespace tancua::identity::workers
