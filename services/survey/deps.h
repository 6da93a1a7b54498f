#pragma once

#include "common/clock/clock.h"
#include "common/crypto/keyring.h"
#include "common/events/outbox.h"
#include "common/id/ids.h"
#include "common/sql/database.h"
#include "services/survey/catalogue/questionnaires.h"
#include "services/survey/config.h"
#include "services/survey/metrics.h"

namespace tancua::survey {

// What the procedures, handlers and workers need; everything outlives them.
struct Deps {
  const Clock& clock;
  Ids& ids;
  sql::Database& database;
  events::Outbox& outbox;
  const crypto::Keyring& keys;
  const catalogue::Questionnaires& questionnaires;
  const Config& config;
  Metrics& metrics;
};

}  // namespace tancua::survey
