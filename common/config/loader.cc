#include "common/config/loader.h"

#include <fstream>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/config/environment.h"
#include "common/config/file_binder.h"
#include "common/config/suggestion.h"
#include "common/status/macros.h"
#include "yaml-cpp/yaml.h"

namespace tancua::config {
namespace {

constexpr std::string_view kConfigVariable = "TANCUA_CONFIG";
constexpr std::string_view kTestVariables = "TANCUA_TEST_";

absl::StatusOr<YAML::Node> ReadFile(const std::string& path) {
  if (path.empty()) return YAML::Node(YAML::NodeType::Map);
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  try {
    YAML::Node root = YAML::Load(file);
    if (!root.IsMap() && !root.IsNull()) {
      return absl::InvalidArgumentError(absl::StrCat(path, ":1: expected keys with values"));
    }
    return root;
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ":", error.mark.line + 1, ": not YAML: ", error.msg));
  }
}

std::string DidYouMean(std::string_view word, const std::set<std::string>& known) {
  const std::string nearest = Nearest(word, {known.begin(), known.end()});
  return nearest.empty() ? "" : absl::StrCat("; did you mean ", nearest, "?");
}

void RefuseUnknownKeys(const YAML::Node& node, const std::string& path, Loading& loading);

void RefuseUnknownIn(const YAML::Node& value, const std::string& path, Loading& loading) {
  if (value.IsMap()) RefuseUnknownKeys(value, path, loading);
  if (!value.IsSequence()) return;
  for (std::size_t i = 0; i < value.size(); ++i) {
    RefuseUnknownIn(value[i], absl::StrCat(path, "[", i, "]"), loading);
  }
}

// Descends only where a binder went: what lies under a refused key or value is not reported again.
void RefuseUnknownKeys(const YAML::Node& node, const std::string& path, Loading& loading) {
  const auto section = loading.known_keys.find(path);
  if (section == loading.known_keys.end()) return;
  std::set<std::string> seen;
  for (const auto& entry : node) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
    const std::string key_path = path.empty() ? key : absl::StrCat(path, ".", key);
    if (!seen.insert(key).second) {
      loading.Refuse(entry.first, key_path, "is there twice");
    } else if (!section->second.contains(key)) {
      loading.Refuse(entry.first, key_path,
                     absl::StrCat("unknown key", DidYouMean(key, section->second)));
    } else {
      RefuseUnknownIn(entry.second, key_path, loading);
    }
  }
}

bool MeantForOthers(const std::string& variable) {
  return variable == kConfigVariable || variable.starts_with(kTestVariables) ||
         !variable.starts_with(kEnvironmentPrefix);
}

void RefuseUnknownVariables(Loading& loading) {
  for (const auto& [variable, value] : loading.source.environment) {
    if (loading.known_variables.contains(variable)) continue;
    if (MeantForOthers(variable)) continue;
    // The value may be a secret put in the wrong place: never printed.
    loading.errors.push_back(absl::StrCat("environment: ", variable, ": unknown variable",
                                          DidYouMean(variable, loading.known_variables)));
  }
}

}  // namespace

absl::Status Load(const Source& source, const std::function<void(Binder&)>& bind,
                  std::vector<SecretFile>* secrets) {
  ASSIGN_OR_RETURN(const YAML::Node root, ReadFile(source.file));
  Loading loading{.source = source};
  FileBinder binder(loading, root, "");
  bind(binder);
  if (root.IsMap()) RefuseUnknownKeys(root, "", loading);
  RefuseUnknownVariables(loading);
  if (secrets != nullptr) *secrets = std::move(loading.secrets);
  if (loading.errors.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(loading.errors, "\n"));
}

}  // namespace tancua::config
