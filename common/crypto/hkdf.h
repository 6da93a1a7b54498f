#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tancua::crypto {

// HKDF-SHA-256 (RFC 5869): one secret becomes several keys that tell nothing of each other.
[[nodiscard]] std::string HkdfSha256(std::string_view secret, std::string_view salt,
                                     std::string_view info, std::size_t bytes);

}  // namespace tancua::crypto
