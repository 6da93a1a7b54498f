#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/survey/domain/answer_rules.h"
#include "services/survey/domain/invitation.h"

namespace tancua::survey::store {

// False when the dossier has its invitation already; then nothing is changed. `token` is kept
// sealed, and can be found by its index.
[[nodiscard]] absl::StatusOr<bool> AddInvitation(sql::Session& tx, const crypto::Keyring& keys,
                                                 const domain::Invitation& invitation,
                                                 std::string_view token, absl::Time now);

// The keyed hashes that the row of `token` may have, the likeliest first.
[[nodiscard]] std::vector<std::string> TokenIndices(const crypto::Keyring& keys,
                                                    std::string_view token);
// By TokenIndices; none when unknown.
[[nodiscard]] absl::StatusOr<std::optional<domain::Invitation>> FindInvitation(
    sql::Session& session, const std::vector<std::string>& token_indices);

// Takes the one answer that an open invitation has: false when another replica was first.
[[nodiscard]] absl::StatusOr<bool> MarkAnswered(sql::Session& tx, std::string_view invitation_id,
                                                std::string_view comment_sealed, absl::Time now);
[[nodiscard]] absl::Status AddAnswers(sql::Session& tx, std::string_view invitation_id,
                                      const std::vector<domain::Answer>& answers);

// Marks at most `limit` open invitations whose time has passed; returns how many.
[[nodiscard]] absl::StatusOr<int> MarkExpired(sql::Session& tx, absl::Time now, int limit);
[[nodiscard]] absl::StatusOr<std::int64_t> CountOpen(sql::Session& session);

}  // namespace tancua::survey::store
