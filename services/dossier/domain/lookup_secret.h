#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tancua::dossier::domain {

// Eight characters of an alphabet without look-alikes: about 40 bits, guarded by the block after
// a few wrong ones.
inline constexpr std::size_t kLookupSecretLength = 8;

// As people type it: case, blanks and hyphens do not matter. "k7m2 pq9x" → "K7M2PQ9X".
[[nodiscard]] std::string NormaliseLookupSecret(std::string_view typed);

// As people type it: with or without "dossiers/", blanks around it, lower case.
[[nodiscard]] std::string NormaliseTypedCode(std::string_view typed);

}  // namespace tancua::dossier::domain
