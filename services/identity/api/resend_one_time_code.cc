#include <string>

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/assistance.h"
#include "services/identity/api/one_time_code.h"
#include "services/identity/domain/assistance_errors.h"
#include "services/identity/store/assisted_verifications.h"
#include "services/identity/wire_assistance.h"

namespace tancua::identity::api {
namespace {

absl::StatusOr<domain::AssistedVerification> Resend(Deps& deps, sql::Session& tx,
                                                    const rpc::Call& call, const std::string& id) {
  const absl::Time now = deps.clock.Now();
  ASSIGN_OR_RETURN(domain::AssistedVerification verification,
                   store::LoadAssisted(tx, deps.keys, id));
  if (verification.assistant != call.caller.subject) {
    return status::Error(kAssistedVerificationNotFound, {.field = "name"});
  }
  RETURN_IF_ERROR(domain::CheckConfirmable(verification, now));
  if (verification.confirmation != domain::kByCode)
    return status::Error(kAssistedVerificationEnded);
  const absl::Time last = *verification.code_issued_at;
  const std::string code = NewCode(deps, verification);
  const absl::Duration pause = deps.config.assistance.resend_after;
  ASSIGN_OR_RETURN(const bool replaced, store::ReplaceCode(tx, verification, now - pause));
  if (!replaced) {
    return status::Error(kOneTimeCodesExhausted, {.retry_after = last + pause - now});
  }
  RETURN_IF_ERROR(SendCode(deps, tx, call, verification, code));
  return verification;
}

}  // namespace

absl::StatusOr<v1::AssistedVerification> ResendOneTimeCode(
    Deps& deps, const rpc::Call& call, const v1::ResendOneTimeCodeRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseAssistedName(request.name()));
  v1::AssistedVerification answer;
  RETURN_IF_ERROR(rpc::Once(deps.database, id, call, request.request_id(), deps.keys, deps.clock,
                            request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              ASSIGN_OR_RETURN(const domain::AssistedVerification verification,
                                               Resend(deps, tx, call, id));
                              answer = wire::ToAssisted(verification);
                              return absl::OkStatus();
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
