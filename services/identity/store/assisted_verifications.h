#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/identity/domain/assisted_verification.h"

// The table assisted_verifications.
namespace tancua::identity::store {

// The keyed HMAC of a code, which is good for one verification only.
[[nodiscard]] std::string CodeIndex(const crypto::Keyring& keys, std::string_view id,
                                    std::string_view code);
// Whether `code` is the present one, under whichever key it was kept.
[[nodiscard]] bool IsCode(const crypto::Keyring& keys,
                          const domain::AssistedVerification& verification, std::string_view code);
// What wrong codes, and codes sent, are counted under.
[[nodiscard]] std::string TriesKey(const crypto::Keyring& keys, std::string_view phone);
[[nodiscard]] std::string CodesKey(const crypto::Keyring& keys, std::string_view phone);

[[nodiscard]] absl::Status InsertAssisted(sql::Session& tx, const crypto::Keyring& keys,
                                          const domain::AssistedVerification& verification);
// ASSISTED_VERIFICATION_NOT_FOUND when there is none.
[[nodiscard]] absl::StatusOr<domain::AssistedVerification> LoadAssisted(sql::Session& session,
                                                                        const crypto::Keyring& keys,
                                                                        const std::string& id);
// Puts a new code in the place of the one before, unless one was issued after `not_after`: true
// for exactly one of several callers.
[[nodiscard]] absl::StatusOr<bool> ReplaceCode(sql::Session& tx,
                                               const domain::AssistedVerification& verification,
                                               absl::Time not_after);
// Marks it as confirmed by `citizen` and forgets the person on the paper: true for exactly one of
// several callers.
[[nodiscard]] absl::StatusOr<bool> ConfirmAssisted(
    sql::Session& tx, const domain::AssistedVerification& verification);
// Where the citizen was last verified with an assistant, five digits; empty for nowhere.
[[nodiscard]] absl::StatusOr<std::string> LastAssistedWard(sql::Session& session,
                                                           std::string_view citizen);

}  // namespace tancua::identity::store
