#include "services/identity/api/privacy.h"
#include "services/identity/privacy_wire.h"

namespace tancua::identity::api {

absl::StatusOr<v1::ListPurposesResponse> ListPurposes(PrivacyDeps& deps, const rpc::Call&,
                                                      const v1::ListPurposesRequest&) {
  v1::ListPurposesResponse response;
  for (const auto& purpose : deps.purposes.ValidOn(calendar::LocalDay(deps.base.clock.Now()))) {
    *response.add_purposes() = wire::ToPurpose(purpose);
  }
  return response;
}

}  // namespace tancua::identity::api
