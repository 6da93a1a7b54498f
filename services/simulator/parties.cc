#include "services/simulator/parties.h"

#include "services/simulator/delivery/phone_page.h"
#include "services/simulator/oidc/openid_provider.h"
#include "services/simulator/sms/sms.h"
#include "services/simulator/zalo/zalo.h"

namespace tancua::simulator {

std::vector<std::unique_ptr<Party>> NewParties(const Deps& deps) {
  std::vector<std::unique_ptr<Party>> parties;
  parties.push_back(oidc::NewOpenIdProvider(deps));
  parties.push_back(NewZalo(deps));
  parties.push_back(NewSms(deps));
  parties.push_back(NewPhonePage(deps));
  return parties;
}

}  // namespace tancua::simulator
