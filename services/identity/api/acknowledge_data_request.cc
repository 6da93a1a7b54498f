#include "common/status/macros.h"
#include "services/identity/api/change_data_request.h"
#include "services/identity/api/privacy.h"

namespace tancua::identity::api {

absl::StatusOr<v1::DataRequest> AcknowledgeDataRequest(
    PrivacyDeps& deps, const rpc::Call& call, const v1::AcknowledgeDataRequestRequest& request) {
  return ChangeDataRequest(deps, call, request.name(), request.request_id(), request,
                           [&](sql::Session&, domain::DataRequest& found) -> absl::Status {
                             RETURN_IF_ERROR(domain::CheckAcknowledgeable(found));
                             found.state = domain::DataRequestState::kAcknowledged;
                             found.acknowledge_time = deps.base.clock.Now();
                             return absl::OkStatus();
                           });
}

}  // namespace tancua::identity::api
