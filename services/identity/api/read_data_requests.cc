#include <utility>

#include "common/status/macros.h"
#include "services/identity/api/change_data_request.h"
#include "services/identity/api/office.h"
#include "services/identity/api/privacy.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/store/data_requests.h"

namespace tancua::identity::api {

absl::StatusOr<v1::DataRequest> GetDataRequest(PrivacyDeps& deps, const rpc::Call& call,
                                               const v1::GetDataRequestRequest& request) {
  return deps.base.database.Read([&](sql::Session& session) -> absl::StatusOr<v1::DataRequest> {
    ASSIGN_OR_RETURN(const domain::DataRequest found,
                     LoadDataRequest(deps, session, call, request.name()));
    ASSIGN_OR_RETURN(const auto erasures, store::ListErasures(session, found.id));
    return wire::ToDataRequest(found, erasures, deps.base.clock.Now());
  });
}

absl::StatusOr<v1::ListDataRequestsResponse> ListDataRequests(
    PrivacyDeps& deps, const rpc::Call& call, const v1::ListDataRequestsRequest& request) {
  store::DataRequestQuery query;
  ASSIGN_OR_RETURN(query.page, ReadPage(request.page_token(), request.page_size()));
  if (request.state() != v1::DataRequest::STATE_UNSPECIFIED) {
    query.state = domain::DataRequestStateOf(v1::DataRequest::State_Name(request.state()));
    if (!query.state) return status::Error(status::kInvalidField, {.field = "state"});
  }
  if (call.caller.IsCitizen()) {
    query.citizen = wire::IdIn("citizens", call.caller.subject);
  } else {
    query.ward = OfficeWard(call);
  }
  ASSIGN_OR_RETURN(auto requests, deps.base.database.Read([&](sql::Session& session) {
    return store::ListDataRequests(session, deps.base.keys, query);
  }));
  v1::ListDataRequestsResponse response;
  response.set_next_page_token(NextPageToken(query.page, requests));
  for (const domain::DataRequest& found : requests) {
    *response.add_data_requests() = wire::ToDataRequest(found, {}, deps.base.clock.Now());
  }
  return response;
}

}  // namespace tancua::identity::api
