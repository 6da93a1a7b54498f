#include "services/identity/api/publish_consent.h"

#include "services/identity/privacy_wire.h"
#include "services/identity/wire_time.h"
#include "tancua/identity/v1/privacy_events.pb.h"

namespace tancua::identity::api {

absl::Status PublishConsent(PrivacyDeps& deps, sql::Session& tx, const rpc::Call& call,
                            const std::string& citizen, const std::string& purpose, bool granted) {
  v1::ConsentChanged event;
  event.set_citizen("citizens/" + citizen);
  event.set_purpose_id(purpose);
  event.set_granted(granted);
  *event.mutable_change_time() = wire::ToTimestamp(deps.base.clock.Now());
  // A citizen belongs to no ward; an officer does.
  return deps.base.outbox.Add(tx, wire::WardCode(call.caller.ward), event.citizen(),
                              call.traceparent, event);
}

}  // namespace tancua::identity::api
