#include "services/identity/store/breaches.h"

#include <utility>

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/api/office.h"
#include "services/identity/api/privacy.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/privacy_wire.h"

// The record of breaches: one resource without rules but its clock, hence in one file.
namespace tancua::identity::api {
namespace {

constexpr std::size_t kLongestReference = 200;

absl::StatusOr<domain::Breach> LoadBreach(const PrivacyDeps& deps, sql::Session& session,
                                          const rpc::Call& call, const std::string& name) {
  const std::string id = wire::IdIn("breaches", name);
  if (id.empty()) return status::Error(kBreachNotFound, {.field = "name"});
  ASSIGN_OR_RETURN(auto found, store::FindBreach(session, deps.base.keys, id));
  if (!found || !IsOffice(call, found->ward)) {
    return status::Error(kBreachNotFound, {.field = "name"});
  }
  return *std::move(found);
}

}  // namespace

absl::StatusOr<v1::Breach> CreateBreach(PrivacyDeps& deps, const rpc::Call& call,
                                        const v1::CreateBreachRequest& request) {
  const absl::Time now = deps.base.clock.Now();
  const absl::Time discovered = absl::FromUnixMicros(
      google::protobuf::util::TimeUtil::TimestampToMicroseconds(request.discover_time()));
  if (!request.has_discover_time() || discovered > now) {
    return status::Error(status::kInvalidField, {.field = "discover_time"});
  }
  domain::Breach breach{.id = deps.base.ids.NewUuid(),
                        .ward = call.caller.ward,
                        .officer = call.caller.subject,
                        .discover_time = discovered,
                        .notify_due_time = discovered + domain::kBreachNotice};
  ASSIGN_OR_RETURN(breach.report, wire::FromReport(request.report()));
  v1::Breach answer;
  RETURN_IF_ERROR(rpc::Once(deps.base.database, breach.id, call, request.request_id(),
                            deps.base.keys, deps.base.clock, request, answer,
                            [&](sql::Session& tx) {
                              answer = wire::ToBreach(breach);
                              return store::InsertBreach(tx, deps.base.keys, breach);
                            })
                      .status());
  return answer;
}

absl::StatusOr<v1::Breach> UpdateBreach(PrivacyDeps& deps, const rpc::Call& call,
                                        const v1::UpdateBreachRequest& request) {
  ASSIGN_OR_RETURN(const domain::BreachReport report, wire::FromReport(request.report()));
  v1::Breach answer;
  const auto body = [&](sql::Session& tx) -> absl::Status {
    ASSIGN_OR_RETURN(domain::Breach breach, LoadBreach(deps, tx, call, request.name()));
    breach.report = report;
    answer = wire::ToBreach(breach);
    return store::UpdateBreachReport(tx, deps.base.keys, breach);
  };
  RETURN_IF_ERROR(rpc::Once(deps.base.database, request.name(), call, request.request_id(),
                            deps.base.keys, deps.base.clock, request, answer, body)
                      .status());
  return answer;
}

absl::StatusOr<v1::Breach> MarkBreachNotified(PrivacyDeps& deps, const rpc::Call& call,
                                              const v1::MarkBreachNotifiedRequest& request) {
  ASSIGN_OR_RETURN(
      const std::string reference,
      wire::CleanText(request.notice_reference(), kLongestReference, "notice_reference"));
  v1::Breach answer;
  const auto body = [&](sql::Session& tx) -> absl::Status {
    ASSIGN_OR_RETURN(domain::Breach breach, LoadBreach(deps, tx, call, request.name()));
    breach.notify_time = deps.base.clock.Now();
    breach.notice_reference = reference;
    ASSIGN_OR_RETURN(const bool first,
                     store::MarkBreachNotified(tx, breach.id, reference, *breach.notify_time));
    if (!first) return status::Error(kBreachAlreadyNotified, {.field = "name"});
    answer = wire::ToBreach(breach);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(rpc::Once(deps.base.database, request.name(), call, request.request_id(),
                            deps.base.keys, deps.base.clock, request, answer, body)
                      .status());
  return answer;
}

absl::StatusOr<v1::ListBreachesResponse> ListBreaches(PrivacyDeps& deps, const rpc::Call& call,
                                                      const v1::ListBreachesRequest& request) {
  ASSIGN_OR_RETURN(const store::Page page, ReadPage(request.page_token(), request.page_size()));
  ASSIGN_OR_RETURN(auto breaches, deps.base.database.Read([&](sql::Session& session) {
    return store::ListBreaches(session, deps.base.keys, OfficeWard(call), page);
  }));
  v1::ListBreachesResponse response;
  response.set_next_page_token(NextPageToken(page, breaches));
  for (const domain::Breach& breach : breaches) *response.add_breaches() = wire::ToBreach(breach);
  return response;
}

}  // namespace tancua::identity::api
