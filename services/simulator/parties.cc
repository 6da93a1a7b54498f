#include "services/simulator/parties.h"

#include "services/simulator/oidc/openid_provider.h"

namespace tancua::simulator {

std::vector<std::unique_ptr<Party>> NewParties(const Deps& deps) {
  std::vector<std::unique_ptr<Party>> parties;
  parties.push_back(oidc::NewOpenIdProvider(deps));
  return parties;
}

}  // namespace tancua::simulator
