#include <optional>
#include <string>

#include "common/calendar/calendar.h"
#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/assistance.h"
#include "services/identity/api/one_time_code.h"
#include "services/identity/store/assisted_verifications.h"
#include "services/identity/store/citizens.h"
#include "services/identity/wire_assistance.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {
namespace {

absl::StatusOr<domain::AssistedVerification> NewAssisted(
    Deps& deps, const rpc::Call& call, const v1::CreateAssistedVerificationRequest& request) {
  const absl::Time now = deps.clock.Now();
  ASSIGN_OR_RETURN(const std::string ward, wire::ParseWardName(request.ward(), "ward"));
  ASSIGN_OR_RETURN(domain::AssistedVerification verification,
                   wire::FromWire(request, calendar::LocalDay(now)));
  ASSIGN_OR_RETURN(const auto known, deps.database.Read([&](sql::Session& session) {
    return store::FindCitizenByNumber(session, deps.keys, verification.person.number);
  }));
  verification.warnings = domain::PaperWarnings(verification.person, known);
  verification.id = deps.ids.NewUuid();
  verification.ward = ward;
  verification.assistant = call.caller.subject;
  verification.created_at = now;
  verification.expires_at = now + domain::kAssistedVerificationLife;
  return verification;
}

}  // namespace

absl::StatusOr<v1::AssistedVerification> CreateAssistedVerification(
    Deps& deps, const rpc::Call& call, const v1::CreateAssistedVerificationRequest& request) {
  ASSIGN_OR_RETURN(domain::AssistedVerification verification, NewAssisted(deps, call, request));
  std::optional<std::string> code;
  if (verification.confirmation == domain::kByCode) code = NewCode(deps, verification);
  v1::AssistedVerification answer = wire::ToAssisted(verification);
  ASSIGN_OR_RETURN(
      const rpc::Run run,
      rpc::Once(deps.database, verification.ward, call, request.request_id(), deps.keys, deps.clock,
                request, answer, [&](sql::Session& tx) -> absl::Status {
                  RETURN_IF_ERROR(store::InsertAssisted(tx, deps.keys, verification));
                  return code ? SendCode(deps, tx, call, verification, *code) : absl::OkStatus();
                }));
  if (run == rpc::Run::kFirst) deps.metrics.CountVerification("assisted", "created");
  return answer;
}

}  // namespace tancua::identity::api
