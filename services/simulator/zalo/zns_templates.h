#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "nlohmann/json.hpp"

namespace tancua::simulator {

// A ZNS template as Zalo approved it.
struct ZnsTemplate {
  std::string text;                                     // "Kính gửi <ten>…"
  std::vector<std::pair<std::string, int>> parameters;  // name, most code points
};

using ZnsTemplates = std::map<std::string, ZnsTemplate, std::less<>>;  // by template id

// Reads the sender's own files of templates: here, they are what Zalo has approved.
[[nodiscard]] absl::StatusOr<ZnsTemplates> LoadZnsTemplates(const std::string& folder);

// The text with `data` filled in; nullopt when a parameter is missing, no text, or too long.
[[nodiscard]] std::optional<std::string> Fill(const ZnsTemplate& tmpl, const nlohmann::json& data);

}  // namespace tancua::simulator
