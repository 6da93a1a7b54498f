#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/identity/domain/consent.h"
#include "services/identity/store/page.h"

namespace tancua::identity::store {

// ALREADY_EXISTS when the person has an active consent for the purpose.
[[nodiscard]] absl::Status InsertConsent(sql::Session& tx, const crypto::Keyring& keys,
                                         const domain::Consent& consent);
[[nodiscard]] absl::StatusOr<std::optional<domain::Consent>> FindConsent(
    sql::Session& session, const crypto::Keyring& keys, const std::string& id);
// Newest first.
[[nodiscard]] absl::StatusOr<std::vector<domain::Consent>> ListConsents(sql::Session& session,
                                                                        const crypto::Keyring& keys,
                                                                        const std::string& citizen,
                                                                        const Page& page);
// False when it was withdrawn before.
[[nodiscard]] absl::StatusOr<bool> WithdrawConsent(sql::Session& tx, const crypto::Keyring& keys,
                                                   const std::string& id,
                                                   const domain::Withdrawal& withdrawal);
// Withdraws the active consents of a person for one purpose, or for all when it is empty; returns
// the purposes.
[[nodiscard]] absl::StatusOr<std::vector<std::string>> WithdrawConsents(
    sql::Session& tx, const crypto::Keyring& keys, const std::string& citizen,
    const std::string& purpose, const domain::Withdrawal& withdrawal);

// Consents withdrawn before `before`, of persons who are under no legal hold.
[[nodiscard]] absl::StatusOr<std::int64_t> CountOldConsents(sql::Session& session,
                                                            absl::Time before);
[[nodiscard]] absl::StatusOr<int> DeleteOldConsents(sql::Session& tx, absl::Time before, int limit);

}  // namespace tancua::identity::store
