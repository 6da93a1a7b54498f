#include "common/config/environment.h"

#include <unistd.h>

#include <map>

#include "absl/strings/ascii.h"
#include "common/config/loader.h"

namespace tancua::config {

std::string EnvironmentName(std::string_view path) {
  std::string name(kEnvironmentPrefix);
  for (const char c : path) {
    if (c == ']') continue;
    name.push_back(absl::ascii_isalnum(c) ? absl::ascii_toupper(c) : '_');
  }
  return name;
}

std::map<std::string, std::string> ProcessEnvironment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable = *entry;
    const std::size_t equals = variable.find('=');
    if (equals == std::string_view::npos || !variable.starts_with(kEnvironmentPrefix)) {
      continue;
    }
    variables.emplace(variable.substr(0, equals), variable.substr(equals + 1));
  }
  return variables;
}

}  // namespace tancua::config
