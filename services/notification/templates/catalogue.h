#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/notification/domain/template.h"

namespace tancua::notification {

// The templates as the data files say. Law and texts change by new files, not by new code.
class Catalogue {
 public:
  // Reads `folder`/templates/*.yaml and `folder`/abbreviations.yaml. The error names the file.
  [[nodiscard]] static absl::StatusOr<Catalogue> Load(const std::string& folder);

  // The newest version that is valid at `time`; nullptr when nothing is to be said.
  [[nodiscard]] const domain::Template* ForEvent(std::string_view event, std::string_view state,
                                                 absl::Time time) const;
  // The version, or the newest of that id when the version is gone; nullptr when the id is.
  [[nodiscard]] const domain::Template* ById(std::string_view id, int version) const;

  [[nodiscard]] const domain::Abbreviations& abbreviations() const { return abbreviations_; }
  [[nodiscard]] const std::vector<domain::Template>& templates() const { return templates_; }

 private:
  std::vector<domain::Template> templates_;  // by id, then version
  domain::Abbreviations abbreviations_;
};

}  // namespace tancua::notification
