#pragma once

#include <string>
#include <string_view>

namespace tancua::config {

inline constexpr std::string_view kEnvironmentPrefix = "TANCUA_";

// "survey.links[2].validity" → "TANCUA_SURVEY_LINKS_2_VALIDITY".
[[nodiscard]] std::string EnvironmentName(std::string_view path);

}  // namespace tancua::config
