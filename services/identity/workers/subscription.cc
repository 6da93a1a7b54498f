#include "services/identity/workers/subscription.h"

#include "services/identity/workers/complete_erasure.h"

namespace tancua::identity::workers {

events::Subscription Subscription(Deps&) {
  events::Subscription subscription("identity",
                                    {"dossier", "notification", "survey", "statistics"});
  subscription.On<privacy::v1::ErasureCompleted>(CompleteErasure);
  return subscription;
}

}  // namespace tancua::identity::workers
