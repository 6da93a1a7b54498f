#include "services/identity/store/legal_holds.h"

#include <utility>

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/office.h"
#include "services/identity/api/privacy.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/wire_time.h"
#include "tancua/identity/v1/privacy_events.pb.h"

// Legal holds: placed, released, listed.
namespace tancua::identity::api {
namespace {

constexpr std::size_t kLongestHoldReason = 2000;
constexpr std::string_view kDossierPrefix = "dossiers/";

bool IsHoldable(const std::string& subject) {
  if (!wire::IdIn("citizens", subject).empty()) return true;
  constexpr std::size_t kLongestCode = 64;
  return subject.rfind(kDossierPrefix, 0) == 0 && subject.size() > kDossierPrefix.size() &&
         subject.size() <= kDossierPrefix.size() + kLongestCode &&
         subject.find('/', kDossierPrefix.size()) == std::string::npos;
}

absl::Status PublishHold(PrivacyDeps& deps, sql::Session& tx, const rpc::Call& call,
                         const std::string& subject, bool held) {
  v1::LegalHoldChanged event;
  event.set_subject(subject);
  event.set_held(held);
  *event.mutable_change_time() = wire::ToTimestamp(deps.base.clock.Now());
  return deps.base.outbox.Add(tx, wire::WardCode(call.caller.ward), subject, call.traceparent,
                              event);
}

}  // namespace

absl::StatusOr<v1::LegalHold> PlaceLegalHold(PrivacyDeps& deps, const rpc::Call& call,
                                             const v1::PlaceLegalHoldRequest& request) {
  if (!IsHoldable(request.subject())) {
    return status::Error(status::kInvalidField, {.field = "subject"});
  }
  domain::LegalHold hold{.id = deps.base.ids.NewUuid(),
                         .subject = request.subject(),
                         .ward = call.caller.ward,
                         .officer = call.caller.subject,
                         .place_time = deps.base.clock.Now()};
  ASSIGN_OR_RETURN(hold.reason, wire::CleanText(request.reason(), kLongestHoldReason, "reason"));
  if (hold.reason.empty()) return status::Error(status::kInvalidField, {.field = "reason"});
  v1::LegalHold answer;
  const auto body = [&](sql::Session& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const bool held, store::IsHeld(tx, hold.subject));
    if (held) return status::Error(kLegalHoldActive, {.field = "subject"});
    RETURN_IF_ERROR(store::InsertLegalHold(tx, deps.base.keys, hold));
    RETURN_IF_ERROR(PublishHold(deps, tx, call, hold.subject, true));
    answer = wire::ToLegalHold(hold);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(rpc::Once(deps.base.database, hold.subject, call, request.request_id(),
                            deps.base.keys, deps.base.clock, request, answer, body)
                      .status());
  return answer;
}

absl::StatusOr<v1::LegalHold> ReleaseLegalHold(PrivacyDeps& deps, const rpc::Call& call,
                                               const v1::ReleaseLegalHoldRequest& request) {
  const std::string id = wire::IdIn("legalHolds", request.name());
  v1::LegalHold answer;
  const auto body = [&](sql::Session& tx) -> absl::Status {
    const absl::Time now = deps.base.clock.Now();
    ASSIGN_OR_RETURN(auto hold, store::FindLegalHold(tx, deps.base.keys, id));
    if (!hold || !IsOffice(call, hold->ward)) {
      return status::Error(kLegalHoldNotFound, {.field = "name"});
    }
    ASSIGN_OR_RETURN(const bool first, store::ReleaseLegalHold(tx, id, now));
    if (!first) return status::Error(kLegalHoldNotFound, {.field = "name"});
    hold->release_time = now;
    answer = wire::ToLegalHold(*hold);
    return PublishHold(deps, tx, call, hold->subject, false);
  };
  RETURN_IF_ERROR(rpc::Once(deps.base.database, request.name(), call, request.request_id(),
                            deps.base.keys, deps.base.clock, request, answer, body)
                      .status());
  return answer;
}

absl::StatusOr<v1::ListLegalHoldsResponse> ListLegalHolds(
    PrivacyDeps& deps, const rpc::Call& call, const v1::ListLegalHoldsRequest& request) {
  ASSIGN_OR_RETURN(const store::Page page, ReadPage(request.page_token(), request.page_size()));
  ASSIGN_OR_RETURN(auto holds, deps.base.database.Read([&](sql::Session& session) {
    return store::ListLegalHolds(session, deps.base.keys, OfficeWard(call), page);
  }));
  v1::ListLegalHoldsResponse response;
  response.set_next_page_token(NextPageToken(page, holds));
  for (const domain::LegalHold& hold : holds) {
    *response.add_legal_holds() = wire::ToLegalHold(hold);
  }
  return response;
}

}  // namespace tancua::identity::api
