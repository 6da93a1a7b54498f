#include "services/identity/domain/roster.h"

#include <algorithm>
#include <exception>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/person/citizen_number.h"
#include "common/status/macros.h"
#include "yaml-cpp/yaml.h"

namespace tancua::identity::domain {
namespace {

constexpr const char* kWardRoles[] = {"one_stop_clerk", "specialist", "leader",
                                      "neighbourhood_helper", "ward_admin"};
constexpr const char* kCityRoles[] = {"city_admin"};

bool IsWardCode(const std::string& text) {
  return text.size() == 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}

template <std::size_t N>
bool IsOneOf(const char* const (&roles)[N], const std::string& text) {
  return std::find(std::begin(roles), std::end(roles), text) != std::end(roles);
}

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
  for (const std::string& role : entry.roles) {
    if (!IsOneOf(kWardRoles, role) && !IsOneOf(kCityRoles, role)) return bad("unknown role " + role);
    // Without a ward for the city's roles, with one for the others: nobody has both.
    if (IsOneOf(kCityRoles, role) != entry.ward.empty()) {
      return bad(absl::StrCat("role ", role, entry.ward.empty() ? " needs a ward" : " has no ward"));
    }
  }
  return absl::OkStatus();
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
