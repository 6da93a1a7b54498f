#pragma once

#include <optional>
#include <string_view>

#include "nlohmann/json.hpp"

// The compact form of a token (RFC 7515, 7.1), read without checking its signature.
namespace tancua::jose {

// The JSON object in one base64url part; nullopt when it is anything else.
[[nodiscard]] std::optional<nlohmann::json> DecodeObject(std::string_view part);

struct Compact {
  nlohmann::json header;
  nlohmann::json claims;  // believe nothing of it before the signature is verified
};

// nullopt unless the token has three parts, the first two of them JSON objects.
[[nodiscard]] std::optional<Compact> ParseCompact(std::string_view token);

// Member `name` when it is a string, else "".
[[nodiscard]] std::string StringMember(const nlohmann::json& object, const char* name);

}  // namespace tancua::jose
