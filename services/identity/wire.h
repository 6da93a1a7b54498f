#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/identity/domain/citizen.h"
#include "services/identity/domain/verification.h"
#include "services/identity/wire_time.h"
#include "tancua/identity/v1/identity_service.pb.h"

// Between the API's messages and the domain.
namespace tancua::identity::wire {

// The id in "verifications/{uuid}"; VERIFICATION_NOT_FOUND for anything else.
[[nodiscard]] absl::StatusOr<std::string> ParseVerificationName(std::string_view name);
// The id in "sessions/{uuid}"; SESSION_NOT_FOUND for anything else.
[[nodiscard]] absl::StatusOr<std::string> ParseSessionName(std::string_view name);
[[nodiscard]] v1::Verification ToVerification(const domain::Verification& verification);
[[nodiscard]] v1::Citizen ToCitizen(const domain::Citizen& citizen);
[[nodiscard]] v1::Officer ToOfficer(const domain::Officer& officer);

}  // namespace tancua::identity::wire
