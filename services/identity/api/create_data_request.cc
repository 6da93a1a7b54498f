#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/privacy.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/store/data_requests.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kLongestDescription = 2000;
constexpr std::size_t kWardNameLength = 11;  // "wards/27442"

bool IsWardName(const std::string& name) {
  return name.size() == kWardNameLength && name.rfind("wards/", 0) == 0 &&
         name.find_first_not_of("0123456789", 6) == std::string::npos;
}

absl::StatusOr<domain::DataRequest> CheckDataRequest(const PrivacyDeps& deps, const rpc::Call& call,
                                                     const v1::CreateDataRequestRequest& request) {
  const absl::Time now = deps.base.clock.Now();
  const auto type = domain::DataRequestTypeOf(v1::DataRequestType_Name(request.type()));
  if (!type) return status::Error(status::kInvalidField, {.field = "type"});
  if (!request.ward().empty() && !IsWardName(request.ward())) {
    return status::Error(status::kInvalidField, {.field = "ward"});
  }
  if (!request.purpose_id().empty() &&
      deps.purposes.Find(request.purpose_id(), calendar::LocalDay(now)) == nullptr) {
    return status::Error(kPurposeNotFound, {.field = "purpose_id"});
  }
  domain::DataRequest made{.id = deps.base.ids.NewUuid(),
                           .citizen = wire::IdIn("citizens", call.caller.subject),
                           .ward = request.ward(),
                           .type = *type,
                           .purpose = request.purpose_id(),
                           .receive_time = now};
  ASSIGN_OR_RETURN(made.description,
                   wire::CleanText(request.description(), kLongestDescription, "description"));
  ASSIGN_OR_RETURN(const domain::DataRequestDue due,
                   domain::CountDue(deps.terms, deps.calendar, *type, now, /*extended=*/false));
  made.acknowledge_due_time = due.acknowledge;
  made.due_time = due.decide;
  made.due_explanation = due.explanation;
  return made;
}

}  // namespace

absl::StatusOr<v1::DataRequest> CreateDataRequest(PrivacyDeps& deps, const rpc::Call& call,
                                                  const v1::CreateDataRequestRequest& request) {
  ASSIGN_OR_RETURN(const domain::DataRequest made, CheckDataRequest(deps, call, request));
  v1::DataRequest answer;
  ASSIGN_OR_RETURN(
      const rpc::Run run,
      rpc::Once(deps.base.database, made.citizen, call, request.request_id(), deps.base.keys,
                deps.base.clock, request, answer, [&](sql::Session& tx) {
                  answer = wire::ToDataRequest(made, {}, made.receive_time);
                  return store::InsertDataRequest(tx, deps.base.keys, made);
                }));
  if (run == rpc::Run::kFirst) {
    deps.metrics.CountDataRequest(domain::Word(made.type), domain::Word(made.state));
  }
  return answer;
}

}  // namespace tancua::identity::api
