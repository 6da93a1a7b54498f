#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/api/privacy.h"
#include "services/identity/api/publish_consent.h"
#include "services/identity/domain/errors.h"
#include "services/identity/domain/privacy_errors.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/store/citizens.h"
#include "services/identity/store/consents.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kLongestEvidence = 500;

// The citizen who agrees: the caller, or whom an officer names.
absl::StatusOr<std::string> AgreeingCitizen(const rpc::Call& call,
                                            const v1::GrantConsentRequest& request) {
  const bool self = request.citizen() == "citizens/me" || request.citizen() == call.caller.subject;
  const std::string id = wire::IdIn(
      "citizens", call.caller.IsCitizen() && self ? call.caller.subject : request.citizen());
  if (id.empty() || (call.caller.IsCitizen() && !self)) {
    return status::Error(kCitizenNotFound, {.field = "citizen"});
  }
  return id;
}

// Citizens speak for themselves online; what an officer notes has a paper behind it.
absl::StatusOr<std::string> ChannelOf(const rpc::Call& call,
                                      const v1::GrantConsentRequest& request) {
  if (call.caller.IsCitizen()) return "ONLINE";
  if (request.evidence().empty()) {
    return status::Error(kConsentEvidenceMissing, {.field = "evidence"});
  }
  if (request.channel() == v1::CONSENT_COUNTER) return "COUNTER";
  if (request.channel() == v1::CONSENT_NEIGHBOURHOOD_POINT) return "NEIGHBOURHOOD_POINT";
  return status::Error(kConsentEvidenceMissing, {.field = "channel"});
}

absl::StatusOr<domain::Consent> CheckConsent(const PrivacyDeps& deps, const rpc::Call& call,
                                             const v1::GrantConsentRequest& request) {
  const absl::Time now = deps.base.clock.Now();
  ASSIGN_OR_RETURN(const std::string citizen, AgreeingCitizen(call, request));
  const domain::Purpose* purpose =
      deps.purposes.Find(request.purpose_id(), calendar::LocalDay(now));
  if (purpose == nullptr) return status::Error(kPurposeNotFound, {.field = "purpose_id"});
  if (!purpose->needs_consent) return status::Error(kConsentNotNeeded, {.field = "purpose_id"});
  if (request.text_version() != purpose->text_version) {
    return status::Error(kConsentTextOutdated, {.field = "text_version"});
  }
  if (!request.agreed()) return status::Error(kConsentNotGiven, {.field = "agreed"});
  ASSIGN_OR_RETURN(const std::string channel, ChannelOf(call, request));
  ASSIGN_OR_RETURN(const std::string evidence,
                   wire::CleanText(request.evidence(), kLongestEvidence, "evidence"));
  return domain::Consent{.id = deps.base.ids.NewUuid(),
                         .citizen = citizen,
                         .purpose = purpose->id,
                         .text_version = purpose->text_version,
                         .text_sha256 = purpose->text_sha256,
                         .channel = channel,
                         .actor = call.caller.subject,
                         .evidence = evidence,
                         .grant_time = now};
}

}  // namespace

absl::StatusOr<v1::Consent> GrantConsent(PrivacyDeps& deps, const rpc::Call& call,
                                         const v1::GrantConsentRequest& request) {
  ASSIGN_OR_RETURN(const domain::Consent consent, CheckConsent(deps, call, request));
  v1::Consent answer;
  const auto body = [&](sql::Session& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const auto known, store::FindCitizen(tx, deps.base.keys, consent.citizen));
    if (!known) return status::Error(kCitizenNotFound, {.field = "citizen"});
    // A consent to a newer text takes the place of the one before.
    const domain::Withdrawal replaced{.actor = consent.actor, .time = consent.grant_time};
    RETURN_IF_ERROR(
        store::WithdrawConsents(tx, deps.base.keys, consent.citizen, consent.purpose, replaced)
            .status());
    RETURN_IF_ERROR(store::InsertConsent(tx, deps.base.keys, consent));
    RETURN_IF_ERROR(PublishConsent(deps, tx, call, consent.citizen, consent.purpose, true));
    answer = wire::ToConsent(consent);
    return absl::OkStatus();
  };
  ASSIGN_OR_RETURN(const rpc::Run run,
                   rpc::Once(deps.base.database, consent.citizen, call, request.request_id(),
                             deps.base.keys, deps.base.clock, request, answer, body));
  if (run == rpc::Run::kFirst) deps.metrics.CountConsent(consent.purpose, "granted");
  return answer;
}

}  // namespace tancua::identity::api
