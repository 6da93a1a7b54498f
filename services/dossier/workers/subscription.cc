#include "services/dossier/workers/subscription.h"

#include "services/dossier/workers/erase_person.h"
#include "services/dossier/workers/hold_dossiers.h"

namespace tancua::dossier::workers {

events::Subscription Subscription(const Deps& deps) {
  events::Subscription subscription("dossier", {"identity"});
  subscription.On<identity::v1::CitizenErased>(
      [&deps](sql::Session& tx, const events::Header& header, const auto& event) {
        return ErasePerson(deps, tx, header, event);
      });
  subscription.On<identity::v1::LegalHoldChanged>(
      [&deps](sql::Session& tx, const events::Header& header, const auto& event) {
        return HoldDossiers(deps, tx, header, event);
      });
  return subscription;
}

}  // namespace tancua::dossier::workers
