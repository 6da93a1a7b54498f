#include "services/identity/api/record_activation.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/domain/assistance_errors.h"
#include "services/identity/store/activations.h"
#include "services/identity/store/assisted_verifications.h"
#include "services/identity/store/citizens.h"
#include "services/identity/store/verifications.h"
#include "services/identity/wire.h"
#include "services/identity/wire_assistance.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {
namespace {

absl::Status EvidenceInvalid() {
  return status::Error(kActivationEvidenceInvalid, {.field = "evidence"});
}

// A sign-in shows the level that the provider states.
absl::StatusOr<std::string> CitizenBySignIn(Deps& deps, sql::Session& tx, const std::string& name,
                                            const domain::Activation& activation) {
  const auto id = wire::ParseVerificationName(name);
  if (!id.ok()) return EvidenceInvalid();
  ASSIGN_OR_RETURN(
      const std::string citizen,
      store::CitizenOfVerification(tx, *id, activation.activated_at - domain::kEvidenceLife));
  ASSIGN_OR_RETURN(const auto found,
                   store::FindCitizen(tx, deps.keys, citizen.substr(citizen.find('/') + 1)));
  if (!found || found->profile.level < activation.level) return EvidenceInvalid();
  return citizen;
}

// A code that reached the citizen's phone: the citizen is there and agrees. The level is what the
// officer saw in the citizen's VNeID.
absl::StatusOr<std::string> CitizenByCode(Deps& deps, sql::Session& tx, const std::string& name,
                                          const domain::Activation& activation) {
  const auto id = wire::ParseAssistedName(name);
  if (!id.ok()) return EvidenceInvalid();
  const auto found = store::LoadAssisted(tx, deps.keys, *id);
  if (status::Is(found.status(), kAssistedVerificationNotFound)) return EvidenceInvalid();
  RETURN_IF_ERROR(found.status());
  if (!found->confirmed || found->confirmation != domain::kByCode ||
      found->ward != activation.ward ||
      *found->confirmed_at < activation.activated_at - domain::kEvidenceLife) {
    return EvidenceInvalid();
  }
  return found->citizen;
}

absl::StatusOr<domain::Activation> ReadActivation(Deps& deps, const rpc::Call& call,
                                                  const v1::RecordActivationRequest& request) {
  domain::Activation activation{.id = deps.ids.NewUuid(),
                                .level = request.level(),
                                .quarter = request.quarter(),
                                .recorded = true,
                                .campaign = request.campaign(),
                                .team = request.team(),
                                .officer = call.caller.subject,
                                .activated_at = deps.clock.Now()};
  ASSIGN_OR_RETURN(activation.ward, wire::ParseWardName(request.ward(), "ward"));
  if (activation.level != 1 && activation.level != 2) {
    return status::Error(status::kInvalidField, {.field = "level"});
  }
  RETURN_IF_ERROR(domain::CheckCampaignCode(activation.quarter, /*optional=*/false, "quarter"));
  RETURN_IF_ERROR(domain::CheckCampaignCode(activation.campaign, /*optional=*/true, "campaign"));
  RETURN_IF_ERROR(domain::CheckCampaignCode(activation.team, /*optional=*/true, "team"));
  return activation;
}

absl::StatusOr<domain::Activation> Credit(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                          const std::string& evidence,
                                          const domain::Activation& activation) {
  ASSIGN_OR_RETURN(const std::string citizen,
                   absl::StartsWith(evidence, "assistedVerifications/")
                       ? CitizenByCode(deps, tx, evidence, activation)
                       : CitizenBySignIn(deps, tx, evidence, activation));
  ASSIGN_OR_RETURN(const std::optional<domain::Activation> kept,
                   store::RecordActivation(tx, citizen, activation));
  if (!kept) return status::Error(kActivationAlreadyCredited);
  RETURN_IF_ERROR(deps.outbox.Add(tx, kept->ward, "activations/" + kept->id, call.traceparent,
                                  wire::ToEvent(*kept)));
  return *kept;
}

}  // namespace

absl::StatusOr<v1::Activation> RecordActivation(Deps& deps, const rpc::Call& call,
                                                const v1::RecordActivationRequest& request) {
  ASSIGN_OR_RETURN(const domain::Activation activation, ReadActivation(deps, call, request));
  v1::Activation answer;
  RETURN_IF_ERROR(rpc::Once(deps.database, activation.ward, call, request.request_id(), deps.keys,
                            deps.clock, request, answer,
                            [&](sql::Session& tx) -> absl::Status {
                              ASSIGN_OR_RETURN(
                                  const domain::Activation kept,
                                  Credit(deps, tx, call, request.evidence(), activation));
                              answer = wire::ToActivation(kept);
                              return absl::OkStatus();
                            })
                      .status());
  return answer;
}

}  // namespace tancua::identity::api
