#include "common/rpc/call.h"

#include <algorithm>

#include "common/status/error.h"

namespace tancua::rpc {

bool Caller::HasRole(std::string_view role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

bool Caller::HasScope(std::string_view scope) const {
  return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

bool Caller::Covers(std::string_view other) const {
  if (IsOfficer()) return !ward.empty() && ward == other;
  return IsPartner() && std::find(wards.begin(), wards.end(), other) != wards.end();
}

absl::Status Call::RequireWard(std::string_view ward) const {
  return caller.Covers(ward) ? absl::OkStatus() : status::Error(status::kOtherWard);
}

absl::Status Call::RequireWardOrSubject(std::string_view ward, std::string_view subject) const {
  if (caller.IsCitizen() && !subject.empty() && caller.subject == subject) return absl::OkStatus();
  return RequireWard(ward);
}

std::string_view Call::BearerToken() const {
  auto it = metadata.find("authorization");
  if (it == metadata.end()) return {};
  std::string_view value = it->second;
  constexpr std::string_view kScheme = "Bearer ";
  if (value.substr(0, kScheme.size()) != kScheme) return {};
  return value.substr(kScheme.size());
}

}  // namespace tancua::rpc
