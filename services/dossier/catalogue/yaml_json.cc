#include "services/dossier/catalogue/yaml_json.h"

#include <cstdint>
#include <string>

namespace tancua::dossier::catalogue {
namespace {

using nlohmann::json;

json ScalarToJson(const YAML::Node& node) {
  const bool quoted = node.Tag() == "!";
  if (quoted) return node.Scalar();
  if (bool flag = false; YAML::convert<bool>::decode(node, flag)) return flag;
  if (std::int64_t whole = 0; YAML::convert<std::int64_t>::decode(node, whole)) return whole;
  if (double number = 0; YAML::convert<double>::decode(node, number)) return number;
  return node.Scalar();
}

}  // namespace

json ToJson(const YAML::Node& node) {
  switch (node.Type()) {
    case YAML::NodeType::Scalar:
      return ScalarToJson(node);
    case YAML::NodeType::Sequence: {
      json list = json::array();
      for (const YAML::Node& element : node) list.push_back(ToJson(element));
      return list;
    }
    case YAML::NodeType::Map: {
      json object = json::object();
      for (const auto& member : node) object[member.first.Scalar()] = ToJson(member.second);
      return object;
    }
    case YAML::NodeType::Null:
    case YAML::NodeType::Undefined:
      return nullptr;
  }
  return nullptr;
}

}  // namespace tancua::dossier::catalogue
