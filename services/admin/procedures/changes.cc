#include "services/admin/procedures/changes.h"

#include <algorithm>
#include <tuple>

#include "common/calendar/calendar.h"
#include "nlohmann/json.hpp"
#include "services/dossier/catalogue/yaml_json.h"
#include "yaml-cpp/yaml.h"

namespace tancua::admin::procedures {
namespace {

using dossier::catalogue::Entry;
using nlohmann::json;

// Both texts have been read before, so that they are good YAML.
std::vector<std::string> FieldsThatDiffer(const std::string& before, const std::string& after) {
  const json old = dossier::catalogue::ToJson(YAML::Load(before));
  json all = dossier::catalogue::ToJson(YAML::Load(after));
  std::vector<std::string> fields;
  for (const auto& [key, value] : all.items()) {
    if (!old.contains(key) || old[key] != value) fields.push_back(key);
  }
  for (const auto& [key, value] : old.items()) {
    if (!all.contains(key)) fields.push_back(key);
  }
  return fields;
}

Change Describe(const char* change, const Entry& entry) {
  const auto& procedure = entry.procedure;
  return {.change = change,
          .procedure = procedure.code,
          .valid_from = procedure.Version(),
          .valid_to = procedure.valid_to ? calendar::FormatDay(*procedure.valid_to) : "",
          .title = procedure.title};
}

}  // namespace

std::vector<Change> Compare(const Catalogue& before, const Texts& before_texts,
                            const Catalogue& after, const Texts& after_texts) {
  std::vector<Change> changes;
  for (const Entry* entry : after.All()) {
    const Entry* old = before.FindVersion(entry->procedure.code, entry->procedure.Version());
    if (old == nullptr) {
      changes.push_back(Describe("added", *entry));
      continue;
    }
    auto fields = FieldsThatDiffer(before_texts.at(old->file), after_texts.at(entry->file));
    if (fields.empty()) continue;
    const bool ends = fields == std::vector<std::string>{"valid_to"} && entry->procedure.valid_to;
    changes.push_back(Describe(ends ? "ended" : "changed", *entry));
    changes.back().fields = std::move(fields);
  }
  for (const Entry* old : before.All()) {
    if (after.FindVersion(old->procedure.code, old->procedure.Version()) == nullptr) {
      changes.push_back(Describe("removed", *old));
    }
  }
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    return std::tie(a.procedure, a.valid_from) < std::tie(b.procedure, b.valid_from);
  });
  return changes;
}

}  // namespace tancua::admin::procedures
