#include "common/status/macros.h"
#include "services/identity/api/change_data_request.h"
#include "services/identity/api/privacy.h"
#include "services/identity/privacy_wire.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kLongestExtensionReason = 2000;

}  // namespace

absl::StatusOr<v1::DataRequest> ExtendDataRequest(PrivacyDeps& deps, const rpc::Call& call,
                                                  const v1::ExtendDataRequestRequest& request) {
  ASSIGN_OR_RETURN(const std::string reason,
                   wire::CleanText(request.reason(), kLongestExtensionReason, "reason"));
  return ChangeDataRequest(
      deps, call, request.name(), request.request_id(), request,
      [&](sql::Session&, domain::DataRequest& found) -> absl::Status {
        RETURN_IF_ERROR(domain::CheckExtendable(found, reason, deps.base.clock.Now()));
        ASSIGN_OR_RETURN(const domain::DataRequestDue due,
                         domain::CountDue(deps.terms, deps.calendar, found.type, found.receive_time,
                                          /*extended=*/true));
        found.extended = true;
        found.extension_reason = reason;
        found.due_time = due.decide;
        found.due_explanation = due.explanation;
        return absl::OkStatus();
      });
}

}  // namespace tancua::identity::api
