#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "services/identity/domain/activation.h"

// The table activations: one credit for each citizen ("citizens/{uuid}") and level.
namespace tancua::identity::store {

// True when it is new; false when the citizen has a credit for the level.
[[nodiscard]] absl::StatusOr<bool> AddAutomaticActivation(sql::Session& tx,
                                                          std::string_view citizen,
                                                          const domain::Activation& activation);
// Adds the credit, or gives one that came about by itself its quarter and team. The credit as it
// stands now; nullopt when it was recorded before, or seen in another ward.
[[nodiscard]] absl::StatusOr<std::optional<domain::Activation>> RecordActivation(
    sql::Session& tx, std::string_view citizen, const domain::Activation& activation);

}  // namespace tancua::identity::store
