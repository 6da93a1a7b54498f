#pragma once

#include <vector>

#include "common/rotation/column.h"

namespace tancua::survey::store {

// Each binds a sealed value or an index to its column.
inline constexpr char kTokenColumn[] = "invitations.token_index";
inline constexpr char kSealedTokenColumn[] = "invitations.token_sealed";
inline constexpr char kCommentColumn[] = "invitations.comment_sealed";

// Every column of the service that follows the keys.
[[nodiscard]] std::vector<rotation::Column> SealedColumns();

}  // namespace tancua::survey::store
