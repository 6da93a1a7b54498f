#pragma once

#include <vector>

#include "common/clock/clock.h"
#include "common/id/ids.h"
#include "services/simulator/address.h"
#include "services/simulator/config.h"
#include "services/simulator/delivery/message_log.h"
#include "services/simulator/persons.h"
#include "services/simulator/zalo/zns_templates.h"

namespace tancua::simulator {

// What simulated parties need; all that it refers to outlives them. Parties keep a copy.
struct Deps {
  const Clock& clock;
  Ids& ids;
  const SimulatorConfig& config;
  const PublicAddress& address;
  const std::vector<Person>& citizens;
  const std::vector<Person>& staff;
  const ZnsTemplates& zns_templates;
  MessageLog& messages;
};

}  // namespace tancua::simulator
