#include "services/dossier/catalogue/yaml_map.h"

#include <algorithm>
#include <set>

#include "common/calendar/calendar.h"

namespace tancua::dossier::catalogue {
namespace {

std::string ScalarOf(const YAML::Node& node, const char* key) {
  if (!node.IsScalar() || node.Scalar().empty()) {
    throw Mistake(node, key, std::string(key) + " must be a text");
  }
  return node.Scalar();
}

}  // namespace

YamlMap::YamlMap(const YAML::Node& node, std::initializer_list<std::string_view> keys)
    : node_(node) {
  if (!node.IsMap()) throw Mistake(node, "", "a mapping is wanted here");
  std::set<std::string> seen;
  for (const auto& member : node) {
    const std::string& key = member.first.Scalar();
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      throw Mistake(member.first, key, "unknown key " + key, "FIELD_UNKNOWN");
    }
    if (!seen.insert(key).second)
      throw Mistake(member.first, key, "key " + key + " appears twice", "FIELD_TWICE");
  }
}

YAML::Node YamlMap::Get(const char* key) const {
  const YAML::Node value = node_[key];
  if (!value) throw Mistake(node_, key, std::string(key) + " is missing", "FIELD_MISSING");
  return value;
}

std::string YamlMap::Text(const char* key) const { return ScalarOf(Get(key), key); }

std::optional<std::string> YamlMap::OptionalText(const char* key) const {
  return Has(key) ? std::optional(Text(key)) : std::nullopt;
}

std::int64_t YamlMap::Int(const char* key) const {
  const YAML::Node value = Get(key);
  std::int64_t number = 0;
  if (!YAML::convert<std::int64_t>::decode(value, number) || number < 0) {
    throw Mistake(value, key, std::string(key) + " must be a whole number, 0 or more");
  }
  return number;
}

bool YamlMap::Flag(const char* key) const {
  const YAML::Node value = Get(key);
  bool flag = false;
  if (!YAML::convert<bool>::decode(value, flag)) {
    throw Mistake(value, key, std::string(key) + " must be true or false");
  }
  return flag;
}

absl::CivilDay YamlMap::Day(const char* key) const {
  const auto day = calendar::ParseDay(Text(key));
  if (!day.ok()) throw Mistake(Get(key), key, std::string(key) + " must be a day, YYYY-MM-DD");
  return *day;
}

std::vector<std::string> YamlMap::Texts(const char* key) const {
  const YAML::Node list = Get(key);
  if (!list.IsSequence()) throw Mistake(list, key, std::string(key) + " must be a list");
  std::vector<std::string> texts;
  for (const YAML::Node& element : list) texts.push_back(ScalarOf(element, key));
  return texts;
}

}  // namespace tancua::dossier::catalogue
