#include "services/identity/api/change_data_request.h"

#include <utility>

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/office.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/store/data_requests.h"

namespace tancua::identity::api {

absl::StatusOr<domain::DataRequest> LoadDataRequest(const PrivacyDeps& deps, sql::Session& session,
                                                    const rpc::Call& call, std::string_view name) {
  const std::string id = wire::IdIn("dataRequests", name);
  if (id.empty()) return status::Error(kDataRequestNotFound, {.field = "name"});
  ASSIGN_OR_RETURN(auto found, store::FindDataRequest(session, deps.base.keys, id));
  const bool readable =
      found && (call.caller.IsCitizen() ? call.caller.subject == "citizens/" + found->citizen
                                        : IsOffice(call, found->ward));
  if (!readable) return status::Error(kDataRequestNotFound, {.field = "name"});
  return *std::move(found);
}

absl::StatusOr<v1::DataRequest> ChangeDataRequest(
    PrivacyDeps& deps, const rpc::Call& call, const std::string& name,
    const std::string& request_id, const google::protobuf::Message& request,
    absl::FunctionRef<absl::Status(sql::Session&, domain::DataRequest&)> change) {
  v1::DataRequest answer;
  domain::DataRequest changed;
  const auto body = [&](sql::Session& tx) -> absl::Status {
    ASSIGN_OR_RETURN(changed, LoadDataRequest(deps, tx, call, name));
    const domain::DataRequestState from = changed.state;
    RETURN_IF_ERROR(change(tx, changed));
    ASSIGN_OR_RETURN(const bool ours, store::UpdateDataRequest(tx, deps.base.keys, changed, from));
    if (!ours) return status::Error(kDataRequestState);
    ASSIGN_OR_RETURN(const auto erasures, store::ListErasures(tx, changed.id));
    answer = wire::ToDataRequest(changed, erasures, deps.base.clock.Now());
    return absl::OkStatus();
  };
  ASSIGN_OR_RETURN(const rpc::Run run,
                   rpc::Once(deps.base.database, name, call, request_id, deps.base.keys,
                             deps.base.clock, request, answer, body));
  if (run == rpc::Run::kFirst) {
    deps.metrics.CountDataRequest(domain::Word(changed.type), domain::Word(changed.state));
  }
  return answer;
}

}  // namespace tancua::identity::api
