#pragma once

#include "nlohmann/json.hpp"
#include "yaml-cpp/yaml.h"

namespace tancua::dossier::catalogue {

// A YAML tree as JSON. Plain scalars become null, booleans, integers or numbers where they look
// like one; quoted scalars stay text.
[[nodiscard]] nlohmann::json ToJson(const YAML::Node& node);

}  // namespace tancua::dossier::catalogue
