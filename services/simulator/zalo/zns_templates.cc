#include "services/simulator/zalo/zns_templates.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/text/text.h"
#include "yaml-cpp/yaml.h"

namespace tancua::simulator {

absl::StatusOr<ZnsTemplates> LoadZnsTemplates(const std::string& folder) {
  ZnsTemplates templates;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".yaml") continue;
    try {
      const YAML::Node zns = YAML::LoadFile(entry.path().string())["zns"];
      if (!zns) continue;  // never by Zalo
      ZnsTemplate tmpl{zns["text"].as<std::string>(), {}};
      for (const YAML::Node& parameter : zns["parameters"]) {
        tmpl.parameters.emplace_back(parameter["name"].as<std::string>(),
                                     parameter["max_length"].as<int>());
      }
      templates.emplace(zns["template_id"].as<std::string>(), std::move(tmpl));
    } catch (const YAML::Exception& e) {
      return absl::InvalidArgumentError(absl::StrCat(entry.path().string(), ": ", e.what()));
    }
  }
  if (error) return absl::NotFoundError(absl::StrCat("no ZNS templates in ", folder));
  return templates;
}

std::optional<std::string> Fill(const ZnsTemplate& tmpl, const nlohmann::json& data) {
  std::string text = tmpl.text;
  for (const auto& [name, max_length] : tmpl.parameters) {
    const auto value = data.find(name);
    if (value == data.end() || !value->is_string()) return std::nullopt;
    const auto& words = value->get_ref<const std::string&>();
    if (text::CodePoints(words) > static_cast<std::size_t>(max_length)) return std::nullopt;
    text = absl::StrReplaceAll(text, {{absl::StrCat("<", name, ">"), words}});
  }
  return text;
}

}  // namespace tancua::simulator
