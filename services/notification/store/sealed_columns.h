#pragma once

#include <vector>

#include "common/rotation/column.h"

namespace tancua::notification::store {

// Each binds a sealed value to its column.
inline constexpr char kSealedMessage[] = "messages.sealed";
inline constexpr char kSealedTokens[] = "provider_tokens.sealed";

// Every column of the service that follows the keys.
[[nodiscard]] inline std::vector<rotation::Column> SealedColumns() {
  return {rotation::Sealed("messages", "id", "sealed", kSealedMessage),
          rotation::Sealed("provider_tokens", "provider", "sealed", kSealedTokens)};
}

}  // namespace tancua::notification::store
