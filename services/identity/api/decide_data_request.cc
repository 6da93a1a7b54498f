#include "common/status/macros.h"
#include "services/identity/api/change_data_request.h"
#include "services/identity/api/data_request_effects.h"
#include "services/identity/api/privacy.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/privacy_wire.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kLongestDecisionReason = 2000;

}  // namespace

absl::StatusOr<v1::DataRequest> DecideDataRequest(PrivacyDeps& deps, const rpc::Call& call,
                                                  const v1::DecideDataRequestRequest& request) {
  const auto decision = domain::DataRequestStateOf(v1::DataRequest::State_Name(request.decision()));
  if (!decision) return status::Error(status::kInvalidField, {.field = "decision"});
  ASSIGN_OR_RETURN(const std::string reason,
                   wire::CleanText(request.reason(), kLongestDecisionReason, "reason"));
  return ChangeDataRequest(deps, call, request.name(), request.request_id(), request,
                           [&](sql::Session& tx, domain::DataRequest& found) -> absl::Status {
                             const auto kept = wire::FromKept(request.kept());
                             RETURN_IF_ERROR(domain::CheckDecision(found, *decision, reason, kept));
                             const absl::Time now = deps.base.clock.Now();
                             if (!found.acknowledge_time) found.acknowledge_time = now;
                             found.state = *decision;
                             found.decide_time = now;
                             found.decider = call.caller.subject;
                             found.decision_reason = reason;
                             found.kept = kept;
                             if (*decision == domain::DataRequestState::kRefused)
                               return absl::OkStatus();
                             return ApplyGranted(deps, tx, call, found);
                           });
}

}  // namespace tancua::identity::api
