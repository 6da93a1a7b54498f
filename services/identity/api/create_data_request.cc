#include <algorithm>
#include <optional>
#include <string>

#include "common/rpc/idempotency.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/identity/api/privacy.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/store/data_requests.h"
#include "services/identity/store/officers.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kLongestDescription = 2000;
constexpr std::size_t kWardNameLength = 11;  // "wards/27442"

bool IsWardName(const std::string& name) {
  return name.size() == kWardNameLength && name.rfind("wards/", 0) == 0 &&
         name.find_first_not_of("0123456789", 6) == std::string::npos;
}

bool IsOfCounter(const std::string& role) {
  return role == "one_stop_clerk" || role == "ward_admin";
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
                           .registrar = call.caller.assistant,
                           .assistance = call.caller.assistance,
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

// A helper of a neighbourhood point helps with a dossier; what a person asks of the office is
// registered by the office. The roles are those of now, not of the time of the check.
absl::Status CheckRegistrar(const PrivacyDeps& deps, sql::Session& tx,
                            const domain::DataRequest& made) {
  if (made.registrar.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<domain::Officer> officer,
                   store::FindOfficer(tx, deps.base.keys, wire::IdIn("officers", made.registrar)));
  if (!officer || !std::any_of(officer->roles.begin(), officer->roles.end(), IsOfCounter)) {
    return status::Error(status::kAssistedNotAllowed);
  }
  if (!made.ward.empty() && wire::WardCode(made.ward) != officer->ward) {
    return status::Error(status::kOtherWard, {.field = "ward"});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::DataRequest> CreateDataRequest(PrivacyDeps& deps, const rpc::Call& call,
                                                  const v1::CreateDataRequestRequest& request) {
  ASSIGN_OR_RETURN(const domain::DataRequest made, CheckDataRequest(deps, call, request));
  v1::DataRequest answer;
  ASSIGN_OR_RETURN(
      const rpc::Run run,
      rpc::Once(deps.base.database, made.citizen, call, request.request_id(), deps.base.keys,
                deps.base.clock, request, answer, [&](sql::Session& tx) -> absl::Status {
                  RETURN_IF_ERROR(CheckRegistrar(deps, tx, made));
                  answer = wire::ToDataRequest(made, {}, made.receive_time);
                  return store::InsertDataRequest(tx, deps.base.keys, made);
                }));
  if (run == rpc::Run::kFirst) {
    deps.metrics.CountDataRequest(domain::Word(made.type), domain::Word(made.state));
  }
  return answer;
}

}  // namespace tancua::identity::api
