#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/identity/domain/legal_hold.h"
#include "services/identity/store/page.h"

namespace tancua::identity::store {

// ALREADY_EXISTS when the subject is held already.
[[nodiscard]] absl::Status InsertLegalHold(sql::Session& tx, const crypto::Keyring& keys,
                                           const domain::LegalHold& hold);
// False when it was released before.
[[nodiscard]] absl::StatusOr<bool> ReleaseLegalHold(sql::Session& tx, const std::string& id,
                                                    absl::Time now);
[[nodiscard]] absl::StatusOr<std::optional<domain::LegalHold>> FindLegalHold(
    sql::Session& session, const crypto::Keyring& keys, const std::string& id);
[[nodiscard]] absl::StatusOr<bool> IsHeld(sql::Session& session, const std::string& subject);
// Of one ward, or of all when there is none; newest first.
[[nodiscard]] absl::StatusOr<std::vector<domain::LegalHold>> ListLegalHolds(
    sql::Session& session, const crypto::Keyring& keys, const std::optional<std::string>& ward,
    const Page& page);

}  // namespace tancua::identity::store
