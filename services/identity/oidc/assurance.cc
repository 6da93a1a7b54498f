#include "services/identity/oidc/assurance.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/identity/oidc/claim_mapping.h"

namespace tancua::identity::oidc {
namespace {

std::map<std::string, int> LevelsOf(const ProviderConfig& config) {
  return AcrLevels(config).value_or(std::map<std::string, int>());
}

absl::Time ReadTime(const std::string& text) {
  std::int64_t seconds = 0;
  return absl::SimpleAtoi(text, &seconds) && seconds > 0 ? absl::FromUnixSeconds(seconds)
                                                         : absl::InfinitePast();
}

}  // namespace

absl::StatusOr<std::map<std::string, int>> AcrLevels(const ProviderConfig& config) {
  std::map<std::string, int> levels;
  for (const std::string& entry : config.acr_levels) {
    const auto at = entry.rfind('=');
    const int level = at == std::string::npos ? 0 : domain::ReadLevel(entry.substr(at + 1));
    if (level == 0 || at == 0) {
      return absl::InvalidArgumentError(absl::StrCat("acr_levels: ", entry, " is not like LoA2=2"));
    }
    levels[entry.substr(0, at)] = level;
  }
  return levels;
}

std::string AcrValues(const ProviderConfig& config, int min_level) {
  if (min_level <= config.min_level) return config.acr_values;
  std::vector<std::pair<int, std::string>> enough;
  for (const auto& [acr, level] : LevelsOf(config)) {
    if (level >= min_level) enough.emplace_back(-level, acr);
  }
  if (enough.empty()) return config.acr_values;
  std::sort(enough.begin(), enough.end());
  return absl::StrJoin(
      enough, " ", [](std::string* out, const auto& entry) { absl::StrAppend(out, entry.second); });
}

domain::Assurance ReadAssurance(const nlohmann::json& claims, const ProviderConfig& config) {
  domain::Assurance assurance{.verified_at = ReadTime(ClaimText(claims, config.claims.auth_time))};
  std::vector<int> stated;
  if (!config.claims.level.empty()) {
    stated.push_back(domain::ReadLevel(ClaimText(claims, config.claims.level)));
  }
  if (const auto levels = LevelsOf(config); !levels.empty()) {
    const auto found = levels.find(ClaimText(claims, "acr"));
    stated.push_back(found == levels.end() ? 0 : found->second);
  }
  if (!stated.empty()) assurance.level = *std::min_element(stated.begin(), stated.end());
  return assurance;
}

}  // namespace tancua::identity::oidc
