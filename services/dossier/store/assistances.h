#pragma once

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "services/dossier/domain/assistance.h"

// The table assistances: who helped to file. Every function runs in the caller's transaction.
namespace tancua::dossier::store {

[[nodiscard]] absl::Status AddAssistance(sql::Session& tx, std::string_view dossier,
                                         const domain::Assistance& assistance);
// nullopt when nobody helped.
[[nodiscard]] absl::StatusOr<std::optional<domain::Assistance>> LoadAssistance(
    sql::Session& tx, std::string_view dossier);

}  // namespace tancua::dossier::store
