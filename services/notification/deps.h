#pragma once

#include "services/notification/store/store.h"

namespace tancua::notification {

// What the procedures need; all of it outlives the service.
struct Deps {
  store::Store& store;
};

}  // namespace tancua::notification
