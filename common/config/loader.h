#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/config/binder.h"
#include "common/config/secret_file.h"

namespace tancua::config {

// Where configuration comes from. Precedence: environment, file, default.
struct Source {
  std::string file;  // YAML; empty: defaults and environment only
  // "TANCUA_SURVEY_PORT" → survey.port. TANCUA_CONFIG and TANCUA_TEST_… are meant for others; any
  // other TANCUA_ variable that no value answers to is refused, as an unknown key is.
  std::map<std::string, std::string> environment;
};

// Runs `bind` against `source`. One error names every unknown key, every
// unreadable secret file and every value of a wrong type, with file and line. `secrets`, when
// given, receives every file that a secret was read from.
[[nodiscard]] absl::Status Load(const Source& source, const std::function<void(Binder&)>& bind,
                                std::vector<SecretFile>* secrets = nullptr);

// Every TANCUA_ variable of the process's environment, in the form that Source wants.
[[nodiscard]] std::map<std::string, std::string> ProcessEnvironment();

// The reference document in Markdown: key, type, default, environment name, help.
[[nodiscard]] std::string Reference(const std::function<void(Binder&)>& bind);

}  // namespace tancua::config
