#include "common/runtime/key_report.h"

#include <algorithm>

#include "nlohmann/json.hpp"

namespace tancua::runtime {
namespace {

using nlohmann::ordered_json;

ordered_json Describe(const crypto::KeyIds& keys) {
  return {{"seals", keys.sealing}, {"opens", keys.all}, {"prepared", keys.prepared}};
}

bool Removable(const std::string& id, const crypto::KeyIds& keys,
               const std::map<std::string, rotation::Progress>& services) {
  const auto& prepared = keys.prepared;
  if (std::find(prepared.begin(), prepared.end(), id) != prepared.end()) return false;
  return std::none_of(services.begin(), services.end(),
                      [&](const auto& service) { return service.second.keys_in_use.contains(id); });
}

}  // namespace

std::string KeyReport(const crypto::KeyIds& field_keys, const crypto::KeyIds& event_keys,
                      const std::map<std::string, rotation::Progress>& services) {
  ordered_json rotation = ordered_json::object();
  for (const auto& [service, progress] : services) {
    rotation[service] = {{"keysInUse", progress.keys_in_use}, {"pending", progress.pending}};
  }
  ordered_json removable = ordered_json::array();
  for (const std::string& id : field_keys.all) {
    if (id != field_keys.sealing && Removable(id, field_keys, services)) removable.push_back(id);
  }
  const ordered_json report{{"fieldKeys", Describe(field_keys)},
                            {"eventKeys", Describe(event_keys)},
                            {"rotation", rotation},
                            {"removable", removable}};
  return report.dump(2) + "\n";
}

}  // namespace tancua::runtime
