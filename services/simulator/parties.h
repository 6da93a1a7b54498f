#pragma once

#include <memory>
#include <vector>

#include "services/simulator/deps.h"
#include "services/simulator/router.h"

namespace tancua::simulator {

// One simulated outside party (an OpenID provider, Zalo, an SMS aggregator). Its handlers
// refer to it, so it must live as long as the router serves.
class Party {
 public:
  virtual ~Party() = default;
  virtual void Register(Router& router) = 0;
};

// Every party that exists, in the order of the page at "/". A new one is a line in parties.cc.
[[nodiscard]] std::vector<std::unique_ptr<Party>> NewParties(const Deps& deps);

}  // namespace tancua::simulator
