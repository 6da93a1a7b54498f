#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/identity/domain/verification.h"

namespace tancua::identity::store {

[[nodiscard]] absl::Status InsertVerification(sql::Session& tx, const crypto::Keyring& keys,
                                              const domain::Verification& verification,
                                              absl::Time now);
// VERIFICATION_NOT_FOUND when there is none.
[[nodiscard]] absl::StatusOr<domain::Verification> FindVerification(sql::Session& session,
                                                                    const crypto::Keyring& keys,
                                                                    const std::string& id);
// Changes the state if it still is `from`: true for exactly one of several callers.
[[nodiscard]] absl::StatusOr<bool> MoveVerification(sql::Session& tx, const std::string& id,
                                                    domain::Verification::State from,
                                                    domain::Verification::State to);

// Keeps whose verification it was.
[[nodiscard]] absl::Status NoteCitizen(sql::Session& tx, const std::string& id,
                                       const std::string& citizen);
// Whose completed verification it was, if it was begun after `since`; empty otherwise.
[[nodiscard]] absl::StatusOr<std::string> CitizenOfVerification(sql::Session& session,
                                                                const std::string& id,
                                                                absl::Time since);

}  // namespace tancua::identity::store
