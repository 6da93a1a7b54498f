#include "services/identity/domain/roster.h"

#include <exception>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/person/citizen_number.h"
#include "common/status/macros.h"
#include "services/identity/domain/roles.h"
#include "yaml-cpp/yaml.h"

namespace tancua::identity::domain {
namespace {

absl::Status Check(RosterEntry& entry) {
  const auto bad = [&](const std::string& what) {
    return absl::InvalidArgumentError(absl::StrCat("officer ", entry.username, ": ", what));
  };
  auto name = person::ParsePersonName(entry.display_name);
  if (entry.username.empty()) return bad("no username");
  if (!name.ok()) return bad("display_name is no name");
  entry.display_name = *std::move(name);
  if (!entry.ward.empty() && !IsWardCode(entry.ward)) return bad("ward must be five digits");
  if (entry.roles.empty()) return bad("no roles");
  const std::string foreign = FirstForeignRole(entry.ward, entry.roles);
  if (foreign.empty()) return absl::OkStatus();
  if (!IsRole(foreign)) return bad("unknown role " + foreign);
  return bad(absl::StrCat("role ", foreign, entry.ward.empty() ? " needs a ward" : " has no ward"));
}

}  // namespace

absl::StatusOr<std::vector<RosterEntry>> ParseRoster(std::string_view yaml) {
  std::vector<RosterEntry> roster;
  std::set<std::string> usernames;
  try {
    for (const YAML::Node& node : YAML::Load(std::string(yaml))["officers"]) {
      RosterEntry entry{node["username"].as<std::string>(""),
                        node["display_name"].as<std::string>(""), node["ward"].as<std::string>(""),
                        node["roles"].as<std::vector<std::string>>(std::vector<std::string>())};
      RETURN_IF_ERROR(Check(entry));
      if (!usernames.insert(entry.username).second) {
        return absl::InvalidArgumentError(
            absl::StrCat("officer ", entry.username, ": appears twice"));
      }
      roster.push_back(std::move(entry));
    }
  } catch (const std::exception& e) {  // yaml-cpp throws; nothing of it leaves this file
    return absl::InvalidArgumentError(e.what());
  }
  return roster;
}

}  // namespace tancua::identity::domain
