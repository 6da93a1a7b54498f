#include <string>
#include <utility>

#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/identity/api/assistance.h"
#include "services/identity/api/one_time_code.h"
#include "services/identity/domain/assistance_errors.h"
#include "services/identity/store/assisted_verifications.h"
#include "services/identity/store/citizens.h"
#include "services/identity/wire_assistance.h"

namespace tancua::identity::api {
namespace {

using ConfirmRequest = v1::ConfirmAssistedVerificationRequest;
using ConfirmResponse = v1::ConfirmAssistedVerificationResponse;

// How a confirmation ended. A refused code is a result, not an error: it must be committed.
struct Confirmed {
  absl::Status refusal;  // OK: `answer` is set
  ConfirmResponse answer;
};

// What the citizen hands over.
absl::StatusOr<Proof> TryProof(Deps& deps, sql::Session& tx, const ConfirmRequest& request,
                               domain::AssistedVerification& verification) {
  if (verification.confirmation == domain::kByCode) {
    return TryCode(deps, tx, verification, request.code());
  }
  const v1::SignedPaper& paper = request.signed_paper();
  RETURN_IF_ERROR(domain::CheckSignedPaper(paper.attachment(), paper.sha256()));
  verification.signed_paper = paper.attachment();
  verification.signed_paper_sha256 = paper.sha256();
  return Proof{};
}

absl::Status Finish(Deps& deps, sql::Session& tx, domain::AssistedVerification& verification,
                    ConfirmResponse& answer) {
  const absl::Time now = deps.clock.Now();
  ASSIGN_OR_RETURN(
      const std::string citizen,
      store::UpsertSeenCitizen(tx, deps.keys, verification.person, deps.ids.NewUuid(), now));
  verification.citizen = "citizens/" + citizen;
  verification.confirmed = true;
  verification.confirmed_at = now;
  ASSIGN_OR_RETURN(const bool first, store::ConfirmAssisted(tx, verification));
  if (!first) return status::Error(kAssistedVerificationEnded);
  *answer.mutable_verification() = wire::ToAssisted(verification);
  answer.set_access_token(deps.access_tokens.ForAssistedCitizen(
      citizen, deps.config.assistance.level, verification.assistant, verification.id));
  answer.set_expires_in(static_cast<int>(absl::ToInt64Seconds(deps.access_tokens.life())));
  answer.set_token_type("Bearer");
  return absl::OkStatus();
}

absl::StatusOr<Confirmed> Confirm(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                  const ConfirmRequest& request, const std::string& id) {
  ASSIGN_OR_RETURN(domain::AssistedVerification verification,
                   store::LoadAssisted(tx, deps.keys, id));
  // Who saw the paper answers for it; nobody confirms for somebody else.
  if (verification.assistant != call.caller.subject) {
    return status::Error(kAssistedVerificationNotFound, {.field = "name"});
  }
  RETURN_IF_ERROR(domain::CheckConfirmable(verification, deps.clock.Now()));
  ASSIGN_OR_RETURN(const Proof proof, TryProof(deps, tx, request, verification));
  Confirmed confirmed{.refusal = proof.refusal};
  if (confirmed.refusal.ok()) {
    RETURN_IF_ERROR(Finish(deps, tx, verification, confirmed.answer));
  }
  return confirmed;
}

}  // namespace

absl::StatusOr<ConfirmResponse> ConfirmAssistedVerification(Deps& deps, const rpc::Call& call,
                                                            const ConfirmRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseAssistedName(request.name()));
  auto confirmed = deps.database.Write(
      id, [&](sql::Session& tx) { return Confirm(deps, tx, call, request, id); });
  const absl::Status status = confirmed.ok() ? confirmed->refusal : confirmed.status();
  deps.metrics.CountVerification("assisted", OutcomeOf(status));
  if (status::Is(status, kOneTimeCodeBlocked)) {
    log::Warning("identity.one_time_code_blocked", {{"verification", id}});
  }
  RETURN_IF_ERROR(status);
  deps.metrics.CountTokens("citizen", "assistance");
  return std::move(confirmed->answer);
}

}  // namespace tancua::identity::api
