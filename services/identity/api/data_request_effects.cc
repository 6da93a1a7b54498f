#include "services/identity/api/data_request_effects.h"

#include <string>

#include "common/status/macros.h"
#include "services/identity/api/publish_consent.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/store/citizens.h"
#include "services/identity/store/consents.h"
#include "services/identity/store/data_requests.h"
#include "services/identity/store/legal_holds.h"
#include "services/identity/store/privacy_effects.h"
#include "services/identity/wire_time.h"
#include "tancua/identity/v1/privacy_events.pb.h"

namespace tancua::identity::api {
namespace {

// Every consent when `purpose_id` is empty.
absl::Status Withdraw(PrivacyDeps& deps, sql::Session& tx, const rpc::Call& call,
                      const domain::DataRequest& request, const std::string& purpose_id) {
  const domain::Withdrawal withdrawal{.actor = "citizens/" + request.citizen,
                                      .evidence = "dataRequests/" + request.id,
                                      .time = deps.base.clock.Now()};
  ASSIGN_OR_RETURN(const auto purposes, store::WithdrawConsents(tx, deps.base.keys, request.citizen,
                                                                purpose_id, withdrawal));
  for (const std::string& purpose : purposes) {
    RETURN_IF_ERROR(PublishConsent(deps, tx, call, request.citizen, purpose, false));
  }
  return absl::OkStatus();
}

absl::Status Restrict(PrivacyDeps& deps, sql::Session& tx, const rpc::Call& call,
                      const domain::DataRequest& request) {
  const absl::Time now = deps.base.clock.Now();
  RETURN_IF_ERROR(store::RestrictCitizen(tx, request.citizen, request.id, now));
  v1::RestrictionChanged event;
  event.set_citizen("citizens/" + request.citizen);
  event.set_restricted(true);
  *event.mutable_change_time() = wire::ToTimestamp(now);
  return deps.base.outbox.Add(tx, wire::WardCode(request.ward), event.citizen(), call.traceparent,
                              event);
}

// What identity itself keeps of a forgotten person: a pseudonym, and what proves that their
// rights were served.
domain::Kept Proof() {
  return {.title = "Nhật ký đồng ý, yêu cầu và quyết định (không còn tên, số định danh)",
          .reason = "Chứng minh việc thực hiện quyền của chủ thể dữ liệu",
          .legal_basis = "Nghị định 356/2025/NĐ-CP, Điều 5 và Điều 6"};
}

absl::Status Erase(PrivacyDeps& deps, sql::Session& tx, const rpc::Call& call,
                   const domain::DataRequest& request) {
  const absl::Time now = deps.base.clock.Now();
  v1::CitizenErased event;
  event.set_citizen("citizens/" + request.citizen);
  event.set_data_request("dataRequests/" + request.id);
  *event.mutable_erase_time() = wire::ToTimestamp(now);
  ASSIGN_OR_RETURN(const bool held, store::IsHeld(tx, event.citizen()));
  if (held) return status::Error(kLegalHoldActive);
  ASSIGN_OR_RETURN(const auto citizen, store::FindCitizen(tx, deps.base.keys, request.citizen));
  if (citizen) event.set_citizen_number(citizen->profile.number);

  RETURN_IF_ERROR(Withdraw(deps, tx, call, request, ""));
  ASSIGN_OR_RETURN(const std::int64_t erased,
                   store::EraseCitizen(tx, deps.base.keys, request.citizen, now));
  RETURN_IF_ERROR(store::InsertErasure(
      tx, request.id,
      {.service = "identity", .complete_time = now, .erased = erased, .kept = {Proof()}}));
  for (const char* service : domain::kErasingServices) {
    RETURN_IF_ERROR(store::InsertErasure(tx, request.id, {.service = service}));
  }
  return deps.base.outbox.Add(tx, wire::WardCode(request.ward), event.citizen(), call.traceparent,
                              event);
}

}  // namespace

absl::Status ApplyGranted(PrivacyDeps& deps, sql::Session& tx, const rpc::Call& call,
                          const domain::DataRequest& request) {
  switch (request.type) {
    case domain::DataRequestType::kDelete:
      return Erase(deps, tx, call, request);
    case domain::DataRequestType::kRestrict:
      return Restrict(deps, tx, call, request);
    case domain::DataRequestType::kWithdraw:
      return Withdraw(deps, tx, call, request, request.purpose);
    // An officer does these, and says what was done.
    case domain::DataRequestType::kView:
    case domain::DataRequestType::kCorrect:
    case domain::DataRequestType::kProvide:
    case domain::DataRequestType::kObject:
    case domain::DataRequestType::kProtect:
      return absl::OkStatus();
  }
  return absl::OkStatus();
}

}  // namespace tancua::identity::api
