#include "services/simulator/persons.h"

#include <exception>
#include <set>
#include <utility>

#include "yaml-cpp/yaml.h"

namespace tancua::simulator {
namespace {

std::string Text(const YAML::Node& node, const char* key) {
  return node[key] ? node[key].as<std::string>() : "";
}

Person ReadPerson(const YAML::Node& node) {
  Person person;
  person.id = Text(node, "id");
  person.number = Text(node, "number");
  person.name = Text(node, "name");
  person.birth_date = Text(node, "birth_date");
  person.sex = Text(node, "sex");
  person.phone = Text(node, "phone");
  if (node["level"]) person.level = node["level"].as<int>();
  person.ward = Text(node, "ward");
  person.note = Text(node, "note");
  return person;
}

}  // namespace

bool HasZalo(std::string_view phone) {
  return !phone.empty() && phone.back() >= '0' && phone.back() <= '9' && (phone.back() & 1) == 0;
}

absl::StatusOr<std::vector<Person>> LoadPersons(const std::string& path) {
  std::vector<Person> persons;
  try {
    std::set<std::string> ids;
    for (const YAML::Node& node : YAML::LoadFile(path)["persons"]) {
      Person person = ReadPerson(node);
      if (person.id.empty() || person.name.empty() || !ids.insert(person.id).second) {
        return absl::InvalidArgumentError(path + ": a person without name or with a repeated id");
      }
      persons.push_back(std::move(person));
    }
  } catch (const std::exception& e) {  // yaml-cpp throws; nothing of it leaves this file
    return absl::InvalidArgumentError(path + ": " + e.what());
  }
  if (persons.empty()) return absl::InvalidArgumentError(path + ": no persons");
  return persons;
}

}  // namespace tancua::simulator
