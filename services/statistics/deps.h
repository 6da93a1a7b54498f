#pragma once

#include "common/clock/clock.h"
#include "common/sql/database.h"
#include "common/ward/ward.h"

namespace tancua::statistics {

// What the procedures and workers need; everything outlives them.
struct Deps {
  const Clock& clock;
  sql::Database& database;
  const ward::WardDirectory& wards;
};

}  // namespace tancua::statistics
