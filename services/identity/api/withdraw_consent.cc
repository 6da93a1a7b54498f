#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/privacy.h"
#include "services/identity/api/publish_consent.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/store/consents.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kLongestWithdrawalEvidence = 500;

}  // namespace

absl::StatusOr<v1::Consent> WithdrawConsent(PrivacyDeps& deps, const rpc::Call& call,
                                            const v1::WithdrawConsentRequest& request) {
  const std::string id = wire::IdIn("consents", request.name());
  if (id.empty()) return status::Error(kConsentNotFound, {.field = "name"});
  if (call.caller.IsOfficer() && request.evidence().empty()) {
    return status::Error(kConsentEvidenceMissing, {.field = "evidence"});
  }
  domain::Withdrawal withdrawal{.actor = call.caller.subject, .time = deps.base.clock.Now()};
  ASSIGN_OR_RETURN(withdrawal.evidence,
                   wire::CleanText(request.evidence(), kLongestWithdrawalEvidence, "evidence"));
  v1::Consent answer;
  const auto body = [&](sql::Session& tx) -> absl::Status {
    ASSIGN_OR_RETURN(auto consent, store::FindConsent(tx, deps.base.keys, id));
    if (!consent ||
        (call.caller.IsCitizen() && call.caller.subject != "citizens/" + consent->citizen)) {
      return status::Error(kConsentNotFound, {.field = "name"});
    }
    ASSIGN_OR_RETURN(const bool first, store::WithdrawConsent(tx, deps.base.keys, id, withdrawal));
    if (first) {
      consent->withdraw_time = withdrawal.time;
      RETURN_IF_ERROR(PublishConsent(deps, tx, call, consent->citizen, consent->purpose, false));
    }
    answer = wire::ToConsent(*consent);
    return absl::OkStatus();
  };
  ASSIGN_OR_RETURN(const rpc::Run run,
                   rpc::Once(deps.base.database, id, call, request.request_id(), deps.base.keys,
                             deps.base.clock, request, answer, body));
  if (run == rpc::Run::kFirst) deps.metrics.CountConsent(answer.purpose_id(), "withdrawn");
  return answer;
}

}  // namespace tancua::identity::api
