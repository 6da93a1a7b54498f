#include "services/simulator/parties.h"

namespace tancua::simulator {

std::vector<std::unique_ptr<Party>> NewParties(const Deps&) {
  std::vector<std::unique_ptr<Party>> parties;
  return parties;
}

}  // namespace tancua::simulator
