#include "common/jose/compact.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "common/jose/jwt.h"
#include "common/status/view.h"

namespace tancua::jose {

std::optional<nlohmann::json> DecodeObject(std::string_view part) {
  std::string text;
  if (!absl::WebSafeBase64Unescape(View(part), &text)) return std::nullopt;
  auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

std::optional<Compact> ParseCompact(std::string_view token) {
  const std::vector<absl::string_view> parts = absl::StrSplit(View(token), '.');
  if (parts.size() != 3) return std::nullopt;
  auto header = DecodeObject(StdView(parts[0]));
  auto claims = DecodeObject(StdView(parts[1]));
  if (!header || !claims) return std::nullopt;
  return Compact{*std::move(header), *std::move(claims)};
}

std::string StringMember(const nlohmann::json& object, const char* name) {
  const auto member = object.find(name);
  return member != object.end() && member->is_string() ? member->get<std::string>() : "";
}

std::string KeyIdOf(std::string_view token) {
  const auto header = DecodeObject(token.substr(0, token.find('.')));
  return header ? StringMember(*header, "kid") : "";
}

}  // namespace tancua::jose
