#include "services/identity/domain/roles.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace tancua::identity::domain {
namespace {

constexpr std::string_view kWardRoles[] = {"one_stop_clerk", "specialist", "leader",
                                           "neighbourhood_helper", "ward_admin"};
constexpr std::string_view kCityRoles[] = {"city_admin"};

template <std::size_t N>
bool IsOneOf(const std::string_view (&roles)[N], std::string_view text) {
  return std::find(std::begin(roles), std::end(roles), text) != std::end(roles);
}

}  // namespace

std::string FirstForeignRole(std::string_view ward, const std::vector<std::string>& roles) {
  for (const std::string& role : roles) {
    if (ward.empty() ? !IsOneOf(kCityRoles, role) : !IsOneOf(kWardRoles, role)) return role;
  }
  return "";
}

bool IsRole(std::string_view text) {
  return IsOneOf(kWardRoles, text) || IsOneOf(kCityRoles, text);
}

bool IsWardCode(std::string_view text) {
  return text.size() == 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}

}  // namespace tancua::identity::domain
