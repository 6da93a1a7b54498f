#include "services/identity/api/credit_rise.h"

#include "common/status/macros.h"
#include "services/identity/store/activations.h"
#include "services/identity/store/assisted_verifications.h"
#include "services/identity/store/verifications.h"
#include "services/identity/wire_assistance.h"

namespace tancua::identity::api {
namespace {

constexpr int kCredited = 2;

}  // namespace

absl::Status CreditRise(Deps& deps, sql::Session& tx, const std::string& verification_id,
                        const std::optional<domain::Citizen>& before, const v1::Citizen& citizen) {
  RETURN_IF_ERROR(store::NoteCitizen(tx, verification_id, citizen.name()));
  if (!before || before->profile.level >= kCredited || citizen.level() < kCredited) {
    return absl::OkStatus();
  }
  domain::Activation activation{
      .id = deps.ids.NewUuid(), .level = kCredited, .activated_at = deps.clock.Now()};
  ASSIGN_OR_RETURN(activation.ward, store::LastAssistedWard(tx, citizen.name()));
  ASSIGN_OR_RETURN(const bool added, store::AddAutomaticActivation(tx, citizen.name(), activation));
  if (!added || activation.ward.empty()) return absl::OkStatus();
  return deps.outbox.Add(tx, activation.ward, "activations/" + activation.id, /*traceparent=*/"",
                         wire::ToEvent(activation));
}

}  // namespace tancua::identity::api
