#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/identity/domain/activation.h"
#include "services/identity/domain/assisted_verification.h"
#include "tancua/identity/v1/activation_service.pb.h"
#include "tancua/identity/v1/assistance_service.pb.h"

// Between the messages of assistance and activations and the domain.
namespace tancua::identity::wire {

// The id of "assistedVerifications/{uuid}"; ASSISTED_VERIFICATION_NOT_FOUND for anything else.
[[nodiscard]] absl::StatusOr<std::string> ParseAssistedName(std::string_view name);
[[nodiscard]] v1::AssistedVerification ToAssisted(const domain::AssistedVerification& verification);
// What was seen; without id, times, ward, assistant and warnings. PERSON_INVALID or INVALID_FIELD
// names what is missing or malformed.
[[nodiscard]] absl::StatusOr<domain::AssistedVerification> FromWire(
    const v1::CreateAssistedVerificationRequest& request, absl::CivilDay today);

[[nodiscard]] v1::Activation ToActivation(const domain::Activation& activation);
[[nodiscard]] v1::LevelActivated ToEvent(const domain::Activation& activation);

}  // namespace tancua::identity::wire
