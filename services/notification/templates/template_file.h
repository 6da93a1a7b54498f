#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/notification/domain/template.h"

namespace tancua::notification {

// Reads one file of data/templates and checks it: known facts only, an SMS text that needs no
// accents, a Zalo text whose parameters are all given.
[[nodiscard]] absl::StatusOr<domain::Template> ReadTemplate(const std::string& file);

[[nodiscard]] absl::StatusOr<domain::Abbreviations> ReadAbbreviations(const std::string& file);

}  // namespace tancua::notification
