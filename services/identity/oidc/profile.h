#pragma once

#include <optional>
#include <string_view>

namespace tancua::identity::oidc {

// How a provider departs from OpenID Connect (docs/adr/0008).
struct Profile {
  bool discovery = true;  // else the endpoints are configured
  bool id_token = true;   // else userinfo alone says who the person is
  bool wrapped = false;   // token and userinfo answer {data, key}
};

// "oidc", "national_portal" or "vneid".
[[nodiscard]] inline std::optional<Profile> FindProfile(std::string_view name) {
  if (name == "oidc") return Profile{};
  if (name == "national_portal") return Profile{.discovery = false};
  if (name == "vneid") return Profile{.discovery = false, .id_token = false, .wrapped = true};
  return std::nullopt;
}

}  // namespace tancua::identity::oidc
