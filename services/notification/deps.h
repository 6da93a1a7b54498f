#pragma once

#include "common/clock/clock.h"
#include "common/events/outbox.h"
#include "common/sql/database.h"
#include "services/notification/store/store.h"

namespace tancua::notification {

// What the procedures need; all of it outlives the service.
struct Deps {
  store::Store& store;
  sql::Database& database;
  events::Outbox& outbox;
  const Clock& clock;
};

}  // namespace tancua::notification
