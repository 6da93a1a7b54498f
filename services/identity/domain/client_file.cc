#include "services/identity/domain/client_file.h"

#include <exception>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/error.h"
#include "yaml-cpp/yaml.h"

namespace tancua::identity::domain {
namespace {

using Texts = std::vector<std::string>;

ClientEntry ReadEntry(const YAML::Node& node) {
  ClientEntry entry;
  Client& client = entry.client;
  client.id = node["id"].as<std::string>("");
  client.display_name = node["display_name"].as<std::string>("");
  client.scopes = node["scopes"].as<Texts>(Texts());
  client.wards = node["wards"].as<Texts>(Texts());
  client.auth_methods = node["auth_methods"].as<Texts>(Texts());
  client.limit.per_second = node["calls_per_second"].as<double>(client.limit.per_second);
  client.limit.burst = node["calls_burst"].as<int>(client.limit.burst);
  entry.secret = node["secret"].as<std::string>("");
  return entry;
}

}  // namespace

absl::StatusOr<std::vector<ClientEntry>> ParseClients(std::string_view yaml) {
  std::vector<ClientEntry> entries;
  try {
    for (const YAML::Node& node : YAML::Load(std::string(yaml))["clients"]) {
      ClientEntry entry = ReadEntry(node);
      if (const absl::Status checked = CheckClient(entry.client); !checked.ok()) {
        const auto described = status::Describe(checked);
        return absl::InvalidArgumentError(absl::StrCat(
            "client ", entry.client.id, ": ", described ? described->detail.field : "invalid"));
      }
      entries.push_back(std::move(entry));
    }
  } catch (const std::exception& e) {  // yaml-cpp throws; nothing of it leaves this file
    return absl::InvalidArgumentError(e.what());
  }
  return entries;
}

}  // namespace tancua::identity::domain
